import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useAsk, useAskPages } from '#agent/ask.ts'
import { PagedList } from '#agent/kit/paged-list.tsx'
import { TabbedScreen } from '#agent/shell/tabbed-screen.tsx'
import { m } from '#texts'
import { nearnessOf, underHeadings } from '../../ui/nearness.ts'
import { customerName } from '../../ui/words.ts'
import type { Task } from '../contract.ts'
import { TaskRow } from './task-row.tsx'
import { tabs, type TasksSearch } from './searches.ts'

const TaskDialog = lazy(() => import('./task-dialog.tsx'))

type Tab = (typeof tabs)[number]

/** What is asked within the desk and outside: of me, of my team, by me; next due first. */
export function TasksScreen() {
  const search = useSearch({ strict: false }) as TasksSearch
  const go = useNavigate()
  const tab = search.tab ?? 'mine'
  const counts = useAsk('GET /api/tasks/count', {}, { staleTime: 5_000 }).data
  const show = (next: Tab, task?: number) =>
    void go({
      to: '/tasks',
      search: { ...(next === 'mine' ? {} : { tab: next }), ...(task === undefined ? {} : { task }) },
      replace: true,
    })
  const waits = { mine: counts?.mine, team: counts?.team, asked: counts?.answered } as Partial<
    Record<Tab, number>
  >
  return (
    <TabbedScreen
      id="tasks"
      title={m.tasks_title()}
      tabs={tabs.map((key) => ({ key, name: tabName(key), waiting: waits[key] }))}
      current={tab}
      onShow={(next) => show(next)}
      over={
        <Suspense>
          {search.task !== undefined && <TaskDialog id={search.task} onClose={() => show(tab)} />}
        </Suspense>
      }
    >
      <TaskList key={tab} tab={tab} onOpen={(id) => show(tab, id)} />
    </TabbedScreen>
  )
}

function TaskList({ tab, onOpen }: { tab: Tab; onOpen: (id: number) => void }) {
  const pages = useAskPages('GET /api/tasks', { query: queries[tab] }, { limit: 50 })
  return (
    <PagedList
      pages={pages}
      empty={emptyWords[tab]()}
      emptyHint={m.tasks_none_hint()}
      sections={tab === 'ended' ? undefined : (items) => underHeadings(items, headingOf, headings)}
      keyOf={(task) => task.id}
    >
      {(task) => (
        <div className="py-1.5">
          <TaskRow task={task} onOpen={() => onOpen(task.id)} where={whereOf(task)} />
        </div>
      )}
    </PagedList>
  )
}

/** The customer for those who work for the brand; only the brand for others. */
const whereOf = ({ conversation, brandName }: Task): string =>
  conversation ? customerName({ name: conversation.customerName, address: null }) : brandName

const queries = {
  mine: { of: 'mine', state: 'open' },
  team: { of: 'team', state: 'open' },
  asked: { of: 'asked', state: 'under_way' },
  all: { of: 'all', state: 'under_way' },
  ended: { state: 'ended' },
} as const

const tabName = (tab: Tab): string =>
  ({
    mine: m.tasks_tab_mine,
    team: m.tasks_tab_team,
    asked: m.tasks_tab_asked,
    all: m.tasks_tab_all,
    ended: m.tasks_tab_ended,
  })[tab]()

const emptyWords = {
  mine: m.tasks_none_mine,
  team: m.tasks_none_team,
  asked: m.tasks_none_asked,
  all: m.tasks_none_all,
  ended: m.tasks_none_ended,
}

/** Answered ones first, then late ones, then those of the next day, then the rest. */
const headings = {
  answered: m.tasks_group_answered,
  overdue: m.tasks_group_overdue,
  soon: m.tasks_group_soon,
  later: m.tasks_group_later,
}

const headingOf = (task: Task) => (task.state === 'answered' ? 'answered' : nearnessOf(task))
