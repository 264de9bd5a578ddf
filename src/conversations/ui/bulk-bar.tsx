import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useActions } from '#agent/actions.ts'
import { forget, useAsk, useTell } from '#agent/ask.ts'
import type { BulkChange } from '../bulk/contract.ts'
import { Button, IconButton } from '#agent/kit/button.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { Menu } from '#agent/kit/menu.tsx'
import { say } from '#agent/kit/toast.tsx'
import { m } from '#texts'
import type { BulkChoice } from './bulk-palette.tsx'
import type { Inbox } from './use-inbox.ts'
import type { Selection } from './use-selection.ts'

const BulkPalette = lazy(() => import('./bulk-palette.tsx'))

/** What is done with everything ticked at once, and how far it is. */
export function BulkBar({ selection, inbox }: { selection: Selection; inbox: Inbox }) {
  const [choice, setChoice] = useState<BulkChoice>()
  const [running, setRunning] = useState<number>()
  const start = useTell('POST /api/bulk-changes', { onDone: (progress) => setRunning(progress.id) })
  const change = (wish: BulkChange) =>
    start.mutate({
      body: {
        selection: selection.isAll ? { filter: inbox.filter } : { ids: [...selection.ids] },
        change: wish,
      },
    })
  const group = m.agent_group_list()
  const act = (id: string, name: string, keys: string, run: () => void) => ({ id, name, keys, group, run })
  useActions([
    act('bulk-resolve', m.agent_resolve(), 'e', () => change({ kind: 'status', status: 'resolved' })),
    act('bulk-assign', m.agent_assign(), 'a', () => setChoice('assign')),
    act('bulk-tag', m.agent_tags(), 't', () => setChoice('tag')),
    act('bulk-snooze', m.agent_snooze(), 'z', () => setChoice('snooze')),
    act('bulk-status', m.agent_status(), '#', () => setChoice('status')),
    act('bulk-priority', m.agent_priority(), 'p', () => setChoice('priority')),
    act('bulk-reason', m.agent_reason(), 'shift+p', () => setChoice('reason')),
    act('bulk-spam', m.agent_spam(), '!', () => change({ kind: 'spam' })),
  ])
  if (running !== undefined)
    return (
      <Progress
        id={running}
        onDone={(refused) => {
          setRunning(undefined)
          // What could not be changed stays ticked: there is something to be done about it.
          selection.take(refused)
        }}
      />
    )
  return (
    <div
      role="toolbar"
      aria-label={m.agent_bulk()}
      className="flex items-center gap-1.5 border-t border-line bg-paper px-3 py-2 shadow-float"
    >
      <span className="mr-auto text-small font-semibold whitespace-nowrap">
        {selection.isAll ? m.agent_all_selected() : m.agent_selected({ count: selection.ids.size })}
      </span>
      <Button
        keys="e"
        isBusy={start.isPending}
        onClick={() => change({ kind: 'status', status: 'resolved' })}
      >
        {m.agent_resolve()}
      </Button>
      <Button keys="a" onClick={() => setChoice('assign')}>
        {m.agent_assign()}
      </Button>
      <Menu
        trigger={
          <IconButton name={m.agent_more()}>
            <Icon name="more" />
          </IconButton>
        }
        entries={[
          { name: m.agent_snooze(), keys: 'z', run: () => setChoice('snooze') },
          { name: m.agent_tags(), keys: 't', run: () => setChoice('tag') },
          { name: m.agent_untag(), run: () => setChoice('untag') },
          { name: m.agent_team(), run: () => setChoice('team') },
          { name: m.agent_status(), keys: '#', run: () => setChoice('status') },
          { name: m.agent_priority(), keys: 'p', run: () => setChoice('priority') },
          { name: m.agent_reason(), keys: 'shift+p', run: () => setChoice('reason') },
          'line',
          { name: m.agent_mark_read(), run: () => change({ kind: 'read' }) },
          { name: m.agent_show_now(), run: () => change({ kind: 'unsnooze' }) },
          { name: m.agent_spam(), keys: '!', isDangerous: true, run: () => change({ kind: 'spam' }) },
        ]}
      />
      <IconButton name={m.agent_clear_selection()} onClick={selection.clear}>
        <Icon name="close" />
      </IconButton>
      <Suspense>
        {choice && <BulkPalette choice={choice} onClose={() => setChoice(undefined)} onChange={change} />}
      </Suspense>
    </div>
  )
}

function Progress({ id, onDone }: { id: number; onDone: (refused: number[]) => void }) {
  const client = useQueryClient()
  const progress = useAsk('GET /api/bulk-changes/{id}', { params: { id } }, { refetchInterval: 400 }).data
  const isFinished = progress?.isFinished ?? false
  useEffect(() => {
    if (!isFinished || !progress) return
    forget(client, ['GET /api/conversations', 'GET /api/views', 'GET /api/conversations/{id}'])
    say({
      text:
        progress.refused > 0
          ? m.agent_bulk_done_some({ count: progress.done, refused: progress.refused })
          : m.agent_bulk_done({ count: progress.done }),
    })
    onDone(progress.refusedIds)
    // Said once, when it ends.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isFinished])
  const share = progress?.total ? progress.done / progress.total : 0
  return (
    <div role="status" className="border-t border-line bg-paper px-3.5 py-2.5 text-small">
      {m.agent_bulk_running({ done: progress?.done ?? 0, total: progress?.total ?? '…' })}
      <div className="mt-1.5 h-[3px] rounded-full bg-line">
        <div
          className="h-full rounded-full bg-ai transition-[width] duration-150"
          style={{ width: `${share * 100}%` }}
        />
      </div>
    </div>
  )
}
