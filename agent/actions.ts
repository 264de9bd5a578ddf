import { useEffect, useId, useLayoutEffect, useRef, useSyncExternalStore } from 'react'

/** Something a person can do here and now: by its key, from the command bar, or by a button elsewhere. */
export type Action = {
  id: string
  name: string
  /** `e`, `mod+k`, `shift+u`, or two after each other: `g i`. Several are separated by commas. */
  keys?: string | undefined
  group: string
  /** Works also while typing. */
  whileTyping?: boolean
  /** Works also in a dialog or a menu, which keep all other keys to themselves. */
  inLayers?: boolean
  /** Not in the command bar: moving about and the like. */
  isHidden?: boolean
  isOff?: boolean
  run: () => void
}

const groups = new Map<string, { actions: Action[]; order: number }>()
const listeners = new Set<() => void>()
let snapshot: Action[] = []
let order = 0

/** Offers actions for as long as the component is there; what comes later wins over what was there before. */
export function useActions(actions: Action[]): void {
  const id = useId()
  const latest = useRef(actions)
  latest.current = actions
  // Counted while drawing, where what stands around comes before what stands in it; effects come the other way round.
  const place = useRef<number>(undefined)
  place.current ??= order++
  const shape = actions.map((one) => `${one.id}${one.name}${one.keys}${one.isOff}`).join()
  useLayoutEffect(() => {
    // Each runs the newest closure, so that registering anew is needed only when the list itself changes.
    const offered = latest.current.map((action) => ({
      ...action,
      run: () => latest.current.find((one) => one.id === action.id)?.run(),
    }))
    groups.set(id, { actions: offered, order: place.current ?? 0 })
    tellAll()
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [id, shape])
  useEffect(
    () => () => {
      groups.delete(id)
      tellAll()
    },
    [id],
  )
}

/** Everything that can be done now, for the command bar and the sheet of keys. */
export function useAllActions(): Action[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => snapshot,
  )
}

function tellAll(): void {
  snapshot = [...groups.values()].sort((a, b) => b.order - a.order).flatMap((group) => group.actions)
  for (const listener of listeners) listener()
}

let pending = ''
let pendingSince = 0

/** Listens for keys, once per page. Typing, open dialogs and unfinished Japanese input keep their keys to themselves. */
export function listenForKeys(): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const pressed = written(event)
    if (pressed === '' || isForControl(pressed, event.target)) return
    const isTyping = isTypingIn(event.target)
    const inLayer =
      event.target instanceof Element && event.target.closest('[role=dialog],[role=menu],[role=listbox]')
    const sequence =
      !isTyping && pending !== '' && Date.now() - pendingSince < 1_200 ? `${pending} ${pressed}` : pressed
    const open = snapshot.filter(
      (action) =>
        !action.isOff && (inLayer ? action.inLayers === true : action.whileTyping === true || !isTyping),
    )
    const match =
      open.find((action) => keysOf(action).includes(sequence)) ??
      open.find((action) => keysOf(action).includes(pressed))
    pending = ''
    if (match) {
      event.preventDefault()
      return match.run()
    }
    if (!isTyping && open.some((action) => keysOf(action).some((keys) => keys.startsWith(`${pressed} `)))) {
      pending = pressed
      pendingSince = Date.now()
    }
  }
  addEventListener('keydown', listen)
  return () => removeEventListener('keydown', listen)
}

const keysOf = (action: Action) => action.keys?.split(/, ?/) ?? []

function written(event: KeyboardEvent): string {
  if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return ''
  const key = event.key.toLowerCase()
  // A sign such as # or ? is its own key, however this keyboard makes it.
  const isSign = key.length === 1 && !/[a-z0-9 ]/.test(key)
  return [
    event.metaKey || event.ctrlKey ? 'mod' : '',
    event.altKey ? 'alt' : '',
    event.shiftKey && !isSign ? 'shift' : '',
    key,
  ]
    .filter(Boolean)
    .join('+')
}

/** Enter and the space bar press what the keyboard has gone to; what was only clicked before does not hold them back. */
function isForControl(pressed: string, target: EventTarget | null): boolean {
  if (pressed !== 'enter' && pressed !== ' ') return false
  return (
    target instanceof Element &&
    target.matches('button, a, summary, input, [role=button]') &&
    target.matches(':focus-visible') &&
    !isTypingIn(target)
  )
}

function isTypingIn(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.tagName === 'TEXTAREA' || target.tagName === 'SELECT') return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)
}
