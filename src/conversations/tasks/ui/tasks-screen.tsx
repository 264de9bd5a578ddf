import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useAsk, useAskPages } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { EmptyState, ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { TabbedScreen } from '#agent/shell/tabbed-screen.tsx'
import { m } from '#texts'
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
  if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
  if (pages.isPending) return <Skeleton className="h-40" />
  const { items } = pages
  if (items.length === 0) return <EmptyState title={emptyWords[tab]()}>{m.tasks_none_hint()}</EmptyState>
  const groups = tab === 'ended' ? [['', items] as const] : grouped(items)
  return (
    <>
      {groups.map(([name, tasks]) => (
        <section key={name} className="mb-7 last:mb-0">
          {name && <h2 className="mb-1.5 text-small font-semibold text-ink2">{name}</h2>}
          <ul className="border-t border-line">
            {tasks.map((task) => (
              <li key={task.id} className="border-b border-line py-1.5">
                <TaskRow task={task} onOpen={() => onOpen(task.id)} where={whereOf(task)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {pages.hasNextPage && (
        <Button isBusy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {m.agent_more()}
        </Button>
      )}
    </>
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

const day = 86_400_000

/** Answered ones first, then late ones, then those of the next day, then the rest. */
function grouped(items: readonly Task[]): (readonly [string, Task[]])[] {
  const places = [
    m.tasks_group_answered(),
    m.tasks_group_overdue(),
    m.tasks_group_soon(),
    m.tasks_group_later(),
  ]
  const placeOf = (task: Task): number => {
    if (task.state === 'answered') return 0
    if (task.isOverdue) return 1
    return task.dueAt !== null && new Date(task.dueAt).getTime() < Date.now() + day ? 2 : 3
  }
  const found = Map.groupBy(items, placeOf)
  return places.flatMap((name, at) => {
    const own = found.get(at)
    return own ? [[name, own] as const] : []
  })
}
