import { useNavigate, useSearch } from '@tanstack/react-router'
import { useActions } from '#agent/actions.ts'
import { cx } from '#agent/kit/classes.ts'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import { MyReadings } from './my-readings.tsx'
import { ReadingView } from './reading-view.tsx'
import { type ReadingsSearch, tabs } from './searches.ts'
import { WhoHasRead } from './who-has-read.tsx'

type Tab = (typeof tabs)[number]

/** What I have to read and have read; for those who lead, who has and who has not. */
export function ReadingsScreen() {
  const search = useSearch({ strict: false }) as ReadingsSearch
  const go = useNavigate()
  const me = useMe()
  const leads = me?.role === 'admin' || me?.role === 'supervisor'
  const shown = tabs.filter((one) => one !== 'who' || leads)
  const tab = shown.find((one) => one === search.tab) ?? 'mine'
  const show = (next: Tab, reading?: number) =>
    void go({
      to: '/readings',
      search: { ...(next === 'mine' ? {} : { tab: next }), ...(reading === undefined ? {} : { reading }) },
    })
  useActions(
    shown.map((one, at) => ({
      id: `readings-${one}`,
      name: tabName(one),
      keys: String(at + 1),
      group: m.required_reading_title(),
      run: () => show(one),
    })),
  )
  if (tab !== 'who' && search.reading !== undefined)
    return <ReadingView key={search.reading} id={search.reading} onBack={() => show(tab)} />
  return (
    <main className="flex h-full flex-col border-l border-line bg-paper max-phone:border-l-0">
      <div className="border-b border-line">
        <div className="mx-auto max-w-[900px] px-8 pt-3 max-phone:px-4">
          <h1 className="text-[18px]">{m.required_reading_title()}</h1>
          <nav aria-label={m.required_reading_title()} className="mt-2 flex gap-5 overflow-x-auto">
            {shown.map((one) => (
              <button
                key={one}
                type="button"
                aria-current={one === tab ? 'page' : undefined}
                onClick={() => show(one)}
                className={cx(
                  'min-h-9 border-b-2 text-list whitespace-nowrap -outline-offset-2 max-phone:min-h-11',
                  one === tab ? 'border-ai font-semibold' : 'border-transparent text-ink2 hover:text-ink',
                )}
              >
                {tabName(one)}
              </button>
            ))}
          </nav>
        </div>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto max-w-[900px] px-8 py-6 max-phone:px-4">
          {tab === 'who' ? (
            <WhoHasRead
              opened={search.reading}
              onOpen={(id) => show('who', id)}
              onClose={() => show('who')}
            />
          ) : (
            <MyReadings key={tab} isRead={tab === 'read'} onOpen={(id) => show(tab, id)} />
          )}
        </div>
      </div>
    </main>
  )
}

const tabName = (tab: Tab): string =>
  ({
    mine: m.required_reading_tab_mine,
    read: m.required_reading_tab_read,
    who: m.required_reading_tab_who,
  })[tab]()
