import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMe } from '#agent/me.ts'
import { TabbedScreen } from '#agent/shell/tabbed-screen.tsx'
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
  if (tab !== 'who' && search.reading !== undefined)
    return <ReadingView key={search.reading} id={search.reading} onBack={() => show(tab)} />
  return (
    <TabbedScreen
      id="readings"
      title={m.required_reading_title()}
      tabs={shown.map((key) => ({ key, name: tabName(key) }))}
      current={tab}
      onShow={(next) => show(next)}
    >
      {tab === 'who' ? (
        <WhoHasRead opened={search.reading} onOpen={(id) => show('who', id)} onClose={() => show('who')} />
      ) : (
        <MyReadings key={tab} isRead={tab === 'read'} onOpen={(id) => show(tab, id)} />
      )}
    </TabbedScreen>
  )
}

const tabName = (tab: Tab): string =>
  ({
    mine: m.required_reading_tab_mine,
    read: m.required_reading_tab_read,
    who: m.required_reading_tab_who,
  })[tab]()
