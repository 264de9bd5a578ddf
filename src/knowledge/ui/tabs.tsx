import type { KeyboardEvent } from 'react'
import { cx } from '#agent/kit/classes.ts'

type TabsProps<Id extends string> = {
  name: string
  tabs: readonly { id: Id; name: string }[]
  current: Id
  onPick: (id: Id) => void
  panelId?: string
  className?: string
}

/** One of a few; arrows go from one to the next, as the ARIA practices have it. */
export function Tabs<Id extends string>({ name, tabs, current, onPick, panelId, className }: TabsProps<Id>) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    const at = tabs.findIndex((one) => one.id === current)
    const next = tabs[(at + by + tabs.length) % tabs.length]
    if (!next) return
    onPick(next.id)
    const list = event.currentTarget
    requestAnimationFrame(() => list.querySelector<HTMLElement>('[aria-selected=true]')?.focus())
  }
  return (
    <div
      role="tablist"
      tabIndex={-1}
      aria-label={name}
      onKeyDown={onKeyDown}
      className={cx('flex border-b border-line px-2', className)}
    >
      {tabs.map((one) => (
        <button
          key={one.id}
          type="button"
          role="tab"
          aria-selected={one.id === current}
          aria-controls={panelId}
          tabIndex={one.id === current ? 0 : -1}
          onClick={() => onPick(one.id)}
          className={cx(
            'min-h-11 flex-1 border-b-2 px-2 text-center text-list -outline-offset-2',
            one.id === current ? 'border-ai font-semibold text-ink' : 'border-transparent text-ink2',
          )}
        >
          {one.name}
        </button>
      ))}
    </div>
  )
}
