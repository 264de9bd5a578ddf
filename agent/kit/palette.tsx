import { Dialog as Base } from '@base-ui/react/dialog'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react'
import { m } from '#texts'
import { cx } from './classes.ts'
import { Veil } from './dialog.tsx'
import { useFocusReturn } from './focus-return.ts'
import { Icon } from './icon.tsx'
import { Kbd } from './kbd.tsx'

export type PaletteItem = {
  id: string
  name: string
  /** Quiet words after the name. */
  hint?: string | undefined
  /** Further words by which it is found. */
  words?: string | undefined
  /** Letters that mean this and nothing else, such as a shortcut. */
  exactly?: string | undefined
  keys?: string | undefined
  group?: string | undefined
  isOn?: boolean | undefined
  icon?: ReactNode
}

/**
 * Pick one of many by a few letters: the one way of choosing on this desk, from the command bar to the assignee. Works by keys
 * alone; letters are compared without width, case or kind of kana.
 */
export function Palette({
  title,
  isOpen,
  onClose,
  items,
  onPick,
  onQuery,
  createName,
  onCreate,
  keepsOpen = false,
  footer,
}: {
  title: string
  isOpen: boolean
  onClose: () => void
  items: readonly PaletteItem[]
  onPick: (item: PaletteItem) => void
  onQuery?: (query: string) => void
  createName?: (query: string) => string
  onCreate?: (query: string) => void
  keepsOpen?: boolean
  footer?: ReactNode
}) {
  const input = useRef<HTMLInputElement>(null)
  useFocusReturn(isOpen)
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Veil />
        <Base.Popup
          initialFocus={input}
          aria-label={title}
          className="fixed top-[14vh] left-1/2 z-40 flex max-h-[64dvh] w-[min(calc(100vw-24px),560px)] -translate-x-1/2 flex-col overflow-hidden rounded-[12px] bg-paper shadow-float transition-[opacity,scale] duration-100 data-ending-style:opacity-0 data-starting-style:scale-[0.98] data-starting-style:opacity-0"
        >
          <Choices
            {...{ title, items, onClose, onPick, input, keepsOpen }}
            {...(onQuery ? { onQuery } : {})}
            {...(createName && onCreate ? { createName, onCreate } : {})}
          />
          {footer}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

function Choices({
  title,
  items,
  onClose,
  onPick,
  onQuery,
  createName,
  onCreate,
  keepsOpen,
  input,
}: {
  title: string
  items: readonly PaletteItem[]
  onClose: () => void
  onPick: (item: PaletteItem) => void
  onQuery?: (query: string) => void
  createName?: (query: string) => string
  onCreate?: (query: string) => void
  keepsOpen: boolean
  input: React.RefObject<HTMLInputElement | null>
}) {
  const [query, setQuery] = useState('')
  const [at, setAt] = useState<number>()
  const list = useId()
  const shown = useMemo(() => found(items, query), [items, query])
  const wish = query.trim()
  const offersNew = createName && wish !== '' && !items.some((item) => plain(item.name) === plain(wish))
  const all: PaletteItem[] = offersNew ? [...shown, { id: '\0new', name: createName(wish) }] : shown
  const current = Math.min(at ?? likeliest(shown, query), all.length - 1)
  useEffect(() => onQuery?.(query), [query, onQuery])
  const pick = (item: PaletteItem | undefined) => {
    if (!item) return
    if (!keepsOpen) onClose()
    if (item.id === '\0new') onCreate?.(wish)
    else onPick(item)
    if (keepsOpen) setQuery('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || (event.ctrlKey && event.key === 'n'))
      setAt((current + 1) % Math.max(all.length, 1))
    else if (event.key === 'ArrowUp' || (event.ctrlKey && event.key === 'p'))
      setAt((current - 1 + all.length) % Math.max(all.length, 1))
    else if (event.key === 'Enter') pick(all[current])
    else return
    event.preventDefault()
  }
  return (
    <>
      <div className="flex items-center gap-2.5 border-b border-line px-4">
        <span className="text-ink3">
          <Icon name="search" />
        </span>
        <input
          ref={input}
          role="combobox"
          aria-expanded
          aria-controls={list}
          aria-activedescendant={all[current] ? `${list}-${current}` : undefined}
          aria-label={title}
          placeholder={title}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setAt(undefined)
          }}
          onKeyDown={onKeyDown}
          className="h-11 min-w-0 flex-1 bg-transparent text-read outline-none"
        />
        <Kbd keys="escape" />
      </div>
      <div id={list} role="listbox" aria-label={title} className="min-h-0 flex-1 overflow-y-auto p-1.5">
        {all.length === 0 && (
          <p className="px-3 py-5 text-center text-small text-ink3">{m.agent_nothing_found()}</p>
        )}
        {all.map((item, index) => (
          <Choice
            key={item.id}
            item={item}
            id={`${list}-${index}`}
            isCurrent={index === current}
            heading={item.group !== all[index - 1]?.group ? item.group : undefined}
            onPick={() => pick(item)}
            onPoint={() => setAt(index)}
          />
        ))}
      </div>
    </>
  )
}

function Choice({
  item,
  id,
  isCurrent,
  heading,
  onPick,
  onPoint,
}: {
  item: PaletteItem
  id: string
  isCurrent: boolean
  heading: string | undefined
  onPick: () => void
  onPoint: () => void
}) {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isCurrent) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isCurrent])
  return (
    <>
      {heading && <div className="px-2.5 pt-2.5 pb-1 text-[11px] font-semibold text-ink3">{heading}</div>}
      <div
        ref={row}
        id={id}
        role="option"
        aria-selected={isCurrent}
        onClick={onPick}
        onMouseMove={onPoint}
        className={cx(
          'flex min-h-8 items-center gap-2.5 rounded-[7px] px-2.5 py-1 max-phone:min-h-11',
          isCurrent && 'bg-ai-soft',
        )}
      >
        {item.icon}
        <span className="truncate">{item.name}</span>
        {item.hint && <span className="truncate text-small text-ink3">{item.hint}</span>}
        <span className="flex-1" />
        {item.isOn && (
          <span className="text-ai">
            <Icon name="check" />
          </span>
        )}
        {item.keys && <Kbd keys={item.keys} />}
      </div>
    </>
  )
}

function found(items: readonly PaletteItem[], query: string): PaletteItem[] {
  const words = plain(query).split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...items]
  return items.filter((item) => {
    const text = plain(`${item.name} ${item.hint ?? ''} ${item.words ?? ''}`)
    return words.every((word) => text.includes(word))
  })
}

/** The first that is called so from the beginning of a word on: "vid" means the video before the dividing line. */
function likeliest(items: readonly PaletteItem[], query: string): number {
  const wish = plain(query)
  if (wish === '') return 0
  const meant = items.findIndex(({ exactly }) => exactly !== undefined && plain(exactly) === wish)
  const begun = items.findIndex(({ name }) => ` ${plain(name)}`.includes(` ${wish}`))
  return Math.max(meant >= 0 ? meant : begun, 0)
}

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    // Katakana and hiragana are the same sounds.
    .replaceAll(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
