import { useNavigate, useSearch } from '@tanstack/react-router'
import { TabbedScreen } from '#agent/shell/tabbed-screen.tsx'
import { useTab } from '#agent/shell/use-tab.ts'
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
  const { shown, tab } = useTab(tabs, search.tab, 'who')
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
