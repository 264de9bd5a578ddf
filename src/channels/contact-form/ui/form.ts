import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import { inkOn, legible } from '#channels/legible.ts'
import { dressFileField } from './file-field.ts'
import './form.css'

const form = document.querySelector('form')
const root = document.documentElement

// The brand's colour replaces indigo; set here because a policy without inline styles lets no page carry it.
const { colour } = root.dataset
const dark = matchMedia('(prefers-color-scheme: dark)')
if (colour) {
  const dye = () => {
    const readable = legible(colour, dark.matches ? '#1b1a18' : '#fbfaf7')
    root.style.setProperty('--ai', readable)
    root.style.setProperty('--on-ai', inkOn(readable))
  }
  dark.addEventListener('change', dye)
  dye()
}
document.getElementById('trouble')?.focus()

if (form) {
  dressFileField(form)
  const proof = form.elements.namedItem('proof') as HTMLInputElement
  const button = form.querySelector('button')
  let isSending = false
  // Begun when the customer begins, so that it is done when they are.
  let solving: Promise<void> | undefined
  const solve = () => {
    solving ??= prove().catch(() => {})
  }
  const prove = async () => {
    const challenge = JSON.parse(form.dataset.challenge ?? '{}')
    const solution = await solveChallenge({ challenge, deriveKey, timeout: 20_000 })
    if (solution) proof.value = JSON.stringify({ challenge, solution })
  }
  form.addEventListener('focusin', solve, { once: true })
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (isSending) return
    isSending = true
    if (button) button.textContent = form.dataset.sending ?? ''
    solve()
    await solving
    form.submit()
  })
  // Back from the thank-you page, the form is alive again.
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
}

if (parent !== window) {
  const tell = () => parent.postMessage({ engawaForm: root.offsetHeight }, '*')
  new ResizeObserver(tell).observe(document.body)
}
