import { Link } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { Dialog } from '#agent/kit/dialog.tsx'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { exactOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import { subjectOf } from '../../ui/words.ts'
import type { TaskPage } from '../contract.ts'
import { forgetTasks } from './forget-tasks.ts'
import { ChangeTask } from './change-task.tsx'
import { SayBox } from './say-box.tsx'
import { TaskThread } from './task-thread.tsx'
import { askedName, dueOf, stateOf } from './words.ts'

/** One question with all that was said, and what can be done about it. */
export default function TaskDialog({ id, onClose }: { id: number; onClose: () => void }) {
  const page = useAsk('GET /api/tasks/{id}', { params: { id } })
  const task = page.data
  const [isChanging, setChanging] = useState(false)
  return (
    <Dialog title={task?.title ?? m.tasks_title()} isOpen onClose={onClose} width={680}>
      {page.isError && <ErrorState error={page.error} onRetry={() => void page.refetch()} />}
      {page.isPending && <Skeleton className="h-48" />}
      {task && (
        <div className="grid gap-4">
          <Facts task={task} />
          <TaskThread task={task} />
          {task.may.answer && !isChanging && <SayBox key={task.state} task={task} />}
          {isChanging ? (
            <ChangeTask task={task} onClose={() => setChanging(false)} />
          ) : (
            <Deeds task={task} onChange={() => setChanging(true)} onClose={onClose} />
          )}
        </div>
      )}
    </Dialog>
  )
}

function Facts({ task }: { task: TaskPage }) {
  const { tone, name } = stateOf(task)
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-ink2">
      <Chip tone={tone}>{name}</Chip>
      <span>{m.tasks_to({ name: askedName(task) })}</span>
      {task.expert && <span className="break-all">{task.expert.address}</span>}
      <span>
        {task.askedBy
          ? m.tasks_asked_by({ name: task.askedBy.name, when: exactOf(task.askedAt) })
          : m.tasks_asked_by_desk({ when: exactOf(task.askedAt) })}
      </span>
      <span>{task.because || dueOf(task)}</span>
      {task.conversation ? (
        <Link
          to="/inbox/$view/$id"
          params={{ view: 'all', id: String(task.conversation.id) }}
          className="truncate text-ai underline underline-offset-2"
        >
          {subjectOf(task.conversation.subject)}
        </Link>
      ) : (
        <span>{m.tasks_only_passed_on({ brand: task.brandName })}</span>
      )}
    </div>
  )
}

function Deeds({ task, onChange, onClose }: { task: TaskPage; onChange: () => void; onClose: () => void }) {
  const client = useQueryClient()
  const after = { onDone: () => forgetTasks(client, task) }
  const take = useTell('POST /api/tasks/{id}/take', after)
  const end = useTell('POST /api/tasks/{id}/end', {
    onDone: () => {
      after.onDone()
      onClose()
    },
  })
  const params = { id: task.id }
  if (!task.may.take && !task.may.manage) return null
  return (
    <div className="flex flex-wrap items-center justify-end gap-2 border-t border-line pt-3">
      {task.may.manage &&
        task.state === 'open' &&
        task.messages.some((one) => one.deliveryState === 'sent') && (
          <span className="mr-auto text-small text-ink3">{m.tasks_cancel_tells()}</span>
        )}
      {task.may.take && (
        <Button isBusy={take.isPending} onClick={() => take.mutate({ params })}>
          {m.tasks_take()}
        </Button>
      )}
      {task.may.manage && (
        <>
          <Button look="quiet" onClick={onChange}>
            {m.tasks_change()}
          </Button>
          <Button look="quiet" onClick={() => end.mutate({ params, body: { state: 'cancelled' } })}>
            {m.tasks_cancel()}
          </Button>
          <Button isBusy={end.isPending} onClick={() => end.mutate({ params, body: { state: 'done' } })}>
            {m.tasks_mark_done()}
          </Button>
        </>
      )}
    </div>
  )
}
