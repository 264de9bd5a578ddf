// In this order: what comes later wins.
import './look/page.css'
import './look/frame.css'
import './look/search.css'
import './look/order.css'
import './look/lists.css'
import './look/article.css'
import './look/vote.css'
import './look/contact.css'
import './look/narrow-and-print.css'

// What JavaScript adds: suggestions while one types, and a button that prints. Everything works without.
const find = document.querySelector<HTMLFormElement>('.find form')
if (find) suggestIn(find)

const print = document.querySelector<HTMLButtonElement>('.print')
if (print) {
  print.hidden = false
  print.addEventListener('click', () => window.print())
}

type Suggestion = { title: string; url: string; note: string }

function suggestIn(form: HTMLFormElement): void {
  const { suggest = '', label = '' } = form.dataset
  const input = form.querySelector('input')
  if (!input) return
  const list = document.createElement('ul')
  list.className = 'suggested'
  list.id = 'suggested'
  list.hidden = true
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', label)
  form.after(list)
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-controls': 'suggested' }))
    input.setAttribute(name, value)
  input.setAttribute('aria-autocomplete', 'list')
  input.setAttribute('aria-expanded', 'false')
  let timer = 0
  let asked = 0
  let at = -1
  const show = (found: Suggestion[]) => {
    at = -1
    list.replaceChildren(...found.map(lineOf))
    list.hidden = found.length === 0
    input.setAttribute('aria-expanded', String(!list.hidden))
    input.removeAttribute('aria-activedescendant')
  }
  const ask = async () => {
    const mine = ++asked
    const wanted = input.value.trim()
    if (wanted === '') return show([])
    const answer = await fetch(`${suggest}?q=${encodeURIComponent(wanted.slice(0, 200))}`).catch(
      () => undefined,
    )
    if (!answer?.ok) return
    const found = (await answer.json()) as Suggestion[]
    // An answer that was overtaken by a later question is thrown away.
    if (mine === asked) show(found)
  }
  const move = (by: number) => {
    const lines = [...list.children]
    lines[at]?.setAttribute('aria-selected', 'false')
    at = (at + by + lines.length + 1) % (lines.length + 1)
    if (at === lines.length) at = -1
    lines[at]?.setAttribute('aria-selected', 'true')
    if (at < 0) input.removeAttribute('aria-activedescendant')
    else input.setAttribute('aria-activedescendant', `suggested-${at}`)
  }
  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(ask, 120)
  })
  input.addEventListener('keydown', (event) => {
    // While Japanese is being composed the keys belong to the input method.
    if (event.isComposing || list.hidden) return
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(at < 0 ? list.children.length : -1)
    else if (event.key === 'Escape') show([])
    else if (event.key === 'Enter' && at >= 0) list.children[at]?.querySelector('a')?.click()
    else return
    event.preventDefault()
  })
  document.addEventListener('click', (event) => {
    if (!form.parentElement?.contains(event.target as Node)) show([])
  })
}

function lineOf({ title, url, note }: Suggestion, at: number): HTMLElement {
  const line = document.createElement('li')
  line.id = `suggested-${at}`
  line.setAttribute('role', 'option')
  line.setAttribute('aria-selected', 'false')
  const link = document.createElement('a')
  link.href = url
  link.tabIndex = -1
  link.textContent = title
  if (note) {
    const small = document.createElement('small')
    small.textContent = ` ${note}`
    link.append(small)
  }
  line.append(link)
  return line
}
