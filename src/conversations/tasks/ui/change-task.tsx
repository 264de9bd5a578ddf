import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Select, TextField } from '#agent/kit/field.tsx'
import { weekdayClockOf } from '#agent/kit/time.ts'
import { say } from '#agent/kit/toast.tsx'
import { wordsOf } from '#agent/kit/words.ts'
import { m } from '#texts'
import type { TaskPage } from '../contract.ts'
import { forgetTasks } from './forget-tasks.ts'
import { useWhom } from './whom.ts'
import { timeName } from './words.ts'

/** Gives a question to another team or person, or changes what it is called and by when it is due. */
export function ChangeTask({ task, onClose }: { task: TaskPage; onClose: () => void }) {
  const client = useQueryClient()
  const given = whomOf(task)
  const [to, setTo] = useState(given)
  const [dueAt, setDue] = useState(task.dueAt ?? '')
  const isExpert = task.expert !== null
  // Whoever sees to an expert's answer is a person.
  const whom = useWhom(task.brandId).filter(({ value }) => !isExpert || value.startsWith('staff:'))
  const times = useAsk(
    'GET /api/conversations/{id}/task-times',
    {
      params: { id: task.conversation?.id ?? 0 },
      query: to.startsWith('team:') ? { teamId: Number(to.slice(5)) } : {},
    },
    { enabled: task.conversation !== null },
  ).data
  const change = useTell('PATCH /api/tasks/{id}', {
    onDone: () => {
      forgetTasks(client, task)
      say({ text: m.tasks_changed_toast() })
      onClose()
    },
  })
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const title = String(new FormData(event.currentTarget).get('title') ?? '').trim()
    const body = {
      ...(title === task.title ? {} : { title }),
      ...(dueAt === (task.dueAt ?? '') ? {} : { dueAt: dueAt || null }),
      ...(to === given ? {} : askedBy(to, isExpert)),
    }
    change.mutate({ params: { id: task.id }, body })
  }
  const kept = { value: task.dueAt ?? '', name: task.dueAt ? weekdayClockOf(task.dueAt) : m.tasks_no_due() }
  const none = task.dueAt ? [{ value: '', name: m.tasks_no_due() }] : []
  const nobody = given === '' ? [{ value: '', name: m.tasks_nobody() }] : []
  return (
    <form onSubmit={save} className="grid gap-3 border-t border-line pt-3">
      <TextField
        name={m.tasks_about()}
        field="title"
        required
        maxLength={300}
        defaultValue={task.title}
        autoFocus
      />
      <div className="grid grid-cols-2 gap-3 max-phone:grid-cols-1">
        <Select
          name={isExpert ? m.tasks_seen_to_by() : m.tasks_whom()}
          value={to}
          onChange={(event) => setTo(event.target.value)}
          choices={[...nobody, ...whom]}
        />
        <Select
          name={m.tasks_by_when()}
          value={dueAt}
          onChange={(event) => setDue(event.target.value)}
          choices={[
            kept,
            ...(times?.items ?? [])
              .filter((one) => one.dueAt !== task.dueAt)
              .map((one) => ({
                value: one.dueAt,
                name: `${timeName(one.key)} · ${weekdayClockOf(one.dueAt)}`,
              })),
            ...none,
          ]}
        />
      </div>
      {change.error && (
        <p role="alert" className="text-small text-shu">
          {wordsOf(change.error)}
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{m.tasks_leave()}</Button>
        <Button look="primary" type="submit" isBusy={change.isPending}>
          {m.tasks_save()}
        </Button>
      </div>
    </form>
  )
}

/** Who answers it now: whoever has taken it, or else the team. */
function whomOf({ owner, team }: Pick<TaskPage, 'owner' | 'team'>): string {
  if (owner) return `staff:${owner.id}`
  return team ? `team:${team.id}` : ''
}

function askedBy(to: string, isExpert: boolean) {
  const id = Number(to.split(':')[1])
  if (to.startsWith('team:')) return { teamId: id, ownerId: null }
  return isExpert ? { ownerId: id } : { teamId: null, ownerId: id }
}
