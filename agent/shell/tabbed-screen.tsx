import { type ReactNode, useEffect, useRef } from 'react'
import { useActions } from '../actions.ts'
import { cx } from '../kit/classes.ts'

type Tab<Key extends string> = {
  key: Key
  name: string
  /** How many wait there; shown when there are any. */
  waiting?: number | undefined
}

type Props<Key extends string> = {
  /** Begins the names of the tabs' actions, `promises` for instance. */
  id: string
  title: string
  tabs: readonly Tab<Key>[]
  current: Key
  onShow: (tab: Key) => void
  isWide?: boolean
  /** What stands at the end of the title's line, and what lies over the screen. */
  beside?: ReactNode
  over?: ReactNode
  children: ReactNode
}

/** A screen of one title and a few tabs, which the digits show as well. */
export function TabbedScreen<Key extends string>({ title, beside, over, children, ...tabs }: Props<Key>) {
  const frame = cx('mx-auto px-8 max-phone:px-4', tabs.isWide ? 'max-w-[1080px]' : 'max-w-[900px]')
  return (
    <main className="flex h-full flex-col border-l border-line bg-paper max-phone:border-l-0">
      <div className="border-b border-line">
        <div className={cx(frame, 'pt-3')}>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <h1
              className={cx(
                'min-w-0 flex-1 text-[18px]',
                beside !== undefined && 'max-phone:w-full max-phone:flex-none',
              )}
            >
              {title}
            </h1>
            {beside}
          </div>
          <Tabs title={title} {...tabs} />
        </div>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className={cx(frame, 'py-6')}>{children}</div>
      </div>
      {over}
    </main>
  )
}

function Tabs<Key extends string>({
  id,
  title,
  tabs,
  current,
  onShow,
}: Pick<Props<Key>, 'id' | 'title' | 'tabs' | 'current' | 'onShow'>) {
  useActions(
    tabs.map(({ key, name }, at) => ({
      id: `${id}-${key}`,
      name,
      keys: String(at + 1),
      group: title,
      run: () => onShow(key),
    })),
  )
  const nav = useRef<HTMLElement>(null)
  // On a phone not all of them fit.
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [current])
  return (
    <nav ref={nav} aria-label={title} className="mt-2 flex gap-5 overflow-x-auto">
      {tabs.map(({ key, name, waiting }) => (
        <button
          key={key}
          type="button"
          aria-current={key === current ? 'page' : undefined}
          onClick={() => onShow(key)}
          className={cx(
            'min-h-9 border-b-2 text-list whitespace-nowrap -outline-offset-2 max-phone:min-h-11',
            key === current ? 'border-ai font-semibold' : 'border-transparent text-ink2 hover:text-ink',
          )}
        >
          {name}
          {waiting !== undefined && waiting > 0 && (
            <span className="ml-1.5 text-[11px] text-kohaku">{waiting}</span>
          )}
        </button>
      ))}
    </nav>
  )
}
