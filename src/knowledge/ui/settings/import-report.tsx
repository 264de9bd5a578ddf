import { Link } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { forget, useAsk, useAskPages } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { Skeleton } from '#agent/kit/states.tsx'
import { m } from '#texts'
import { Tabs } from '../tabs.tsx'
import { type Import, type Line, outcomeName, placeIn, StateChip } from './import-words.tsx'

const isGoing = (one: Import | undefined) => one?.state === 'waiting' || one?.state === 'working'

/** How far an import is, and when it is over, what came and what did not, line by line. */
export function ImportReport({ id }: { id: number }) {
  const client = useQueryClient()
  const asked = useAsk(
    'GET /api/article-imports/{id}',
    { params: { id } },
    { refetchInterval: ({ state }) => (state.data && !isGoing(state.data) ? false : 1_000) },
  )
  const one = asked.data
  const isOver = one !== undefined && !isGoing(one)
  useEffect(() => {
    if (!isOver) return
    const stale = ['GET /api/article-imports', 'GET /api/articles', 'GET /api/article-categories'] as const
    forget(client, stale)
  }, [client, isOver])
  if (!one) return <Skeleton className="mt-5 h-24" />
  return (
    <section className="mt-5 grid gap-4 rounded-[10px] border border-line p-4" aria-label={one.name}>
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="text-list">{one.name}</h3>
        <StateChip state={one.state} />
        {one.isTrial && <Chip>{m.knowledge_import_trial()}</Chip>}
      </div>
      {isGoing(one) ? <Progress one={one} /> : <Figures one={one} />}
      {one.state === 'refused' && <p className="text-ink2">{m.knowledge_import_refused_about()}</p>}
      {one.state === 'failed' && <p className="text-shu">{m.knowledge_import_failed_about()}</p>}
      <Mistakes one={one} />
      {isOver && one.state === 'done' && <Lines id={id} />}
    </section>
  )
}

function Progress({ one }: { one: Import }) {
  const total = one.total ?? 0
  return (
    <div className="grid gap-1">
      <progress
        aria-label={one.name}
        className="h-1.5 w-full accent-(--ai)"
        max={total || 1}
        value={total ? one.done : 0}
      />
      <span className="text-small text-ink3" role="status">
        {total > 0 && m.knowledge_import_progress({ done: one.done, total })}
      </span>
    </div>
  )
}

function Figures({ one }: { one: Import }) {
  const figures = [
    { name: m.knowledge_import_created(), count: one.created },
    { name: m.knowledge_import_changed(), count: one.changed },
    { name: m.knowledge_import_unchanged(), count: one.unchanged },
    { name: m.knowledge_import_left_out(), count: one.leftOut },
  ]
  return (
    <dl className="grid grid-cols-4 gap-3 max-phone:grid-cols-2">
      {figures.map(({ name, count }) => (
        <div key={name}>
          <dt className="text-small text-ink3">{name}</dt>
          <dd className="text-[18px] font-semibold">{count}</dd>
        </div>
      ))}
    </dl>
  )
}

function Mistakes({ one }: { one: Import }) {
  if (one.mistakeCount === 0) return null
  return (
    <div className="grid gap-1.5">
      <h4 className="text-small font-semibold">
        {m.knowledge_import_mistakes_title({ count: one.mistakeCount })}
      </h4>
      <ul className="max-h-[300px] overflow-y-auto border-t border-line" tabIndex={0}>
        {one.mistakes.map((remark, at) => (
          <li key={at} className="border-b border-line py-1.5">
            <span className="block text-small text-ink3">
              {placeIn(remark)}
              {remark.field && ` · ${remark.field}`}
            </span>
            {remark.message}
          </li>
        ))}
      </ul>
    </div>
  )
}

type Shown = 'all' | 'remarked' | Line['outcome']

function Lines({ id }: { id: number }) {
  const [shown, setShown] = useState<Shown>('all')
  const query = shown === 'all' ? {} : shown === 'remarked' ? { remarked: '1' as const } : { outcome: shown }
  const pages = useAskPages('GET /api/article-imports/{id}/lines', { params: { id }, query }, { limit: 100 })
  const outcomes: Line['outcome'][] = ['created', 'changed', 'unchanged', 'left_out']
  return (
    <div className="grid gap-2">
      <h4 className="text-small font-semibold">{m.knowledge_import_lines()}</h4>
      <Tabs
        name={m.knowledge_import_lines()}
        className="flex-wrap"
        tabs={[
          { id: 'all' as Shown, name: m.knowledge_import_lines_all() },
          { id: 'remarked' as Shown, name: m.knowledge_import_lines_remarked() },
          ...outcomes.map((one) => ({ id: one, name: outcomeName(one) })),
        ]}
        current={shown}
        onPick={setShown}
      />
      <ul>
        {pages.items.map((line) => (
          <li key={line.at} className="border-b border-line py-1.5">
            <span className="flex flex-wrap items-center gap-x-2">
              <span className="w-16 shrink-0 text-small text-ink3">{outcomeName(line.outcome)}</span>
              {line.articleId === null ? (
                <span>{line.title || line.externalId}</span>
              ) : (
                <Link
                  to="/knowledge/$id"
                  params={{ id: String(line.articleId) }}
                  search={{}}
                  className="underline underline-offset-2"
                >
                  {line.title || line.externalId}
                </Link>
              )}
              <span className="text-small text-ink3">{placeIn(line)}</span>
            </span>
            {line.remarks.map((remark, at) => (
              <span key={at} className="block pl-[72px] text-small text-kohaku max-phone:pl-0">
                {remark.message}
              </span>
            ))}
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button isBusy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {m.settings_more()}
        </Button>
      )}
    </div>
  )
}
