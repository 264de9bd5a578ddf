let held: string | undefined
let latest: ReturnType<typeof setTimeout> | undefined

/**
 * Who presses R types on at once, while the editor is still on its way: what is typed until then waits for it, instead of being taken for
 * the desk's own keys, of which one resolves the conversation.
 */
export function holdKeys(): void {
  letGo()
  held = ''
  addEventListener('keydown', hold, { capture: true })
  // An editor that never comes must not keep the keyboard.
  latest = setTimeout(letGo, 5_000)
}

/** What was typed meanwhile; from now on keys go where they belong. */
export function heldKeys(): string {
  const typed = held ?? ''
  letGo()
  return typed
}

function letGo(): void {
  held = undefined
  clearTimeout(latest)
  removeEventListener('keydown', hold, { capture: true })
}

function hold(event: KeyboardEvent): void {
  const isElsewhere =
    event.target instanceof Element && event.target.closest('input,textarea,[contenteditable=true]')
  if (isElsewhere || event.key === 'Escape') return letGo()
  const isLetter = [...event.key].length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
  if (held === undefined || event.isComposing || !isLetter) return
  held += event.key
  event.preventDefault()
  event.stopPropagation()
}
