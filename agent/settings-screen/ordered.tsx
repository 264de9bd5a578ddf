import { type ReactNode, useEffect, useRef, useState } from 'react'
import { m } from '#texts'
import { useActions } from '../actions.ts'
import { IconButton } from '../kit/button.tsx'
import { cx } from '../kit/classes.ts'
import { Icon } from '../kit/icon.tsx'
import { Menu, type MenuEntry } from '../kit/menu.tsx'
import { type Place, placeOf, type Standing, type Way } from './places.ts'

export type Order = {
  put: (id: number, place: Place) => void
  /** The same steps for those who have no such keys, as entries of a menu. */
  entriesFor: (id: number) => MenuEntry[]
}

/** Puts lines into another order by Alt and the arrows, by a menu or by the pointer; what was moved keeps the focus. */
export function useOrder(
  all: readonly Standing[] | undefined,
  levels: number,
  group: string,
  onPut: (id: number, place: Place) => void,
): Order {
  const moved = useRef<number>(undefined)
  useEffect(() => {
    if (moved.current !== undefined) lineOf(moved.current)?.focus()
    moved.current = undefined
  }, [all])
  const put = (id: number, place: Place) => {
    moved.current = id
    onPut(id, place)
  }
  const step = (id: number, way: Way) => placeOf(all ?? [], id, way, levels)
  const shift = (way: Way) => {
    const focused = Number(document.activeElement?.closest<HTMLElement>('[data-ordered]')?.dataset['ordered'])
    const place = step(focused, way)
    if (place) put(focused, place)
  }
  const ways = levels > 1 ? waysOf() : waysOf().slice(0, 2)
  useActions(
    ways.map(({ way, name, keys }) => ({ id: `order-${way}`, name, keys, group, run: () => shift(way) })),
  )
  return {
    put,
    entriesFor: (id) =>
      ways.map(({ way, name, keys }) => {
        const place = step(id, way)
        return { name, keys, isOff: !place, run: () => place && put(id, place) }
      }),
  }
}

const lineOf = (id: number) => document.querySelector<HTMLElement>(`[data-ordered="${id}"]`)

const waysOf = (): { way: Way; name: string; keys: string }[] => [
  { way: 'up', name: m.settings_move_up(), keys: 'alt+arrowup' },
  { way: 'down', name: m.settings_move_down(), keys: 'alt+arrowdown' },
  { way: 'in', name: m.settings_move_in(), keys: 'alt+arrowright' },
  { way: 'out', name: m.settings_move_out(), keys: 'alt+arrowleft' },
]

type LineProps = {
  id: number
  name: string
  /** The other language, and whatever else is to be known. */
  about: ReactNode
  marks?: ReactNode
  depth?: number
  /** What may be dropped here: lines of the same list. */
  kind: string
  onDrop: (id: number) => void
  onOpen: () => void
  children?: ReactNode
  entries: MenuEntry[]
}

/** One line of an ordered list; it can be taken by the pointer. */
export function OrderedLine(props: LineProps) {
  const { id, name, about, marks, depth = 0, onOpen, children, entries } = props
  const [isOver, setOver] = useState(false)
  const kind = `application/x-engawa-${props.kind}`
  return (
    <li
      draggable
      onDragStart={(event) => event.dataTransfer.setData(kind, String(id))}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(kind)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const dropped = Number(event.dataTransfer.getData(kind))
        if (dropped && dropped !== id) props.onDrop(dropped)
      }}
      style={{ paddingLeft: depth * 24 }}
      className={cx(
        'flex items-center gap-x-2 border-b border-line py-1.5',
        isOver && 'shadow-[0_-2px_0_var(--ai)]',
      )}
    >
      <button
        type="button"
        data-ordered={id}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        onClick={onOpen}
        className="min-h-9 min-w-0 flex-1 rounded-[6px] px-1 text-left hover:bg-mat max-phone:min-h-11"
      >
        <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <span className={cx('min-w-0', depth === 0 ? 'font-medium' : undefined)}>{name}</span>
          {marks}
        </span>
        <span className="block text-small text-ink3">{about}</span>
      </button>
      {children}
      <Menu
        trigger={
          <IconButton name={m.settings_more_about({ name })}>
            <Icon name="more" />
          </IconButton>
        }
        entries={entries}
      />
    </li>
  )
}
