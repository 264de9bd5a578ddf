import { useSyncExternalStore } from 'react'
import { m } from '#texts'
import { cx } from './classes.ts'
import { Icon } from './icon.tsx'

type Saying = {
  text: string
  tone?: 'plain' | 'shu'
  /** What takes it back, while it stands there. */
  undo?: { name: string; run: () => void }
  seconds?: number
}
type Toast = Saying & { id: number }

let toasts: Toast[] = []
let nextId = 1
const listeners = new Set<() => void>()

/** Says in a word what was done or refused; it goes by itself. Answers how to take it away early. */
export function say(saying: Saying): () => void {
  const toast = { ...saying, id: nextId++ }
  toasts = [...toasts.slice(-2), toast]
  tellAll()
  const take = () => {
    toasts = toasts.filter((one) => one.id !== toast.id)
    tellAll()
  }
  setTimeout(take, (saying.seconds ?? (saying.tone === 'shu' ? 8 : 5)) * 1_000)
  return take
}

/** Takes back what the newest toast offers to take back, for those who do not reach for the mouse. */
export function undoLast(): void {
  const last = toasts.findLast((toast) => toast.undo)
  if (!last) return
  last.undo?.run()
  close(last)
}

function tellAll() {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Where toasts are shown, once per page. */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts)
  return (
    <div
      aria-live="polite"
      className="pointer-events-none fixed bottom-4 left-4 z-50 flex flex-col items-start gap-2 max-phone:inset-x-0 max-phone:bottom-20 max-phone:items-center"
    >
      {shown.map((toast) => (
        <div
          key={toast.id}
          role={toast.tone === 'shu' ? 'alert' : 'status'}
          className="pointer-events-auto flex min-h-10 max-w-[min(92vw,480px)] items-center gap-3 rounded-[10px] bg-ink py-1.5 pr-1.5 pl-4 text-list text-paper shadow-float"
        >
          {toast.tone === 'shu' && <Icon name="alert" />}
          <span className="py-1">{toast.text}</span>
          {toast.undo && (
            <button
              type="button"
              onClick={() => {
                toast.undo?.run()
                close(toast)
              }}
              className="h-7 rounded-[7px] px-2.5 font-semibold whitespace-nowrap underline-offset-2 hover:underline max-phone:h-11"
            >
              {toast.undo.name}
            </button>
          )}
          <button
            type="button"
            aria-label={m.agent_close()}
            onClick={() => close(toast)}
            className={cx(
              'grid size-7 place-items-center rounded-[7px] opacity-70 hover:opacity-100 max-phone:size-11',
            )}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  )
}

function close(toast: Toast) {
  toasts = toasts.filter((one) => one.id !== toast.id)
  tellAll()
}
