import { expect } from 'vitest'
import { tasksOf } from '../src/tasks.ts'
import type { Person, TestDesk } from './desk.ts'
import { dispatchAll } from './dispatch-all.ts'

const context = { attempt: 1, isLastAttempt: false }

export type Cast = { ben: Person; sue: Person; max: Person; deb: Person }

/** Three levels around the clock: agents, a supervisor with a deputy, a manager. */
export async function levelled(desk: TestDesk, more: Record<string, unknown> = {}) {
  const cast: Cast = {
    ben: await desk.hire('Ben', 'agent', [desk.brandId]),
    sue: await desk.hire('Sue', 'supervisor', [desk.brandId]),
    max: await desk.hire('Max', 'supervisor', [desk.brandId]),
    deb: await desk.hire('Deb', 'agent', [desk.brandId]),
  }
  const level = (nameEn: string, staffIds: number[], also = {}) => ({
    ...{ nameEn, nameJa: `${nameEn}の担当`, staffIds, acceptMinutes: 30, answerMinutes: 120 },
    ...also,
  })
  const { status, body } = await desk.as(desk.ana).put(`/api/brands/${desk.brandId}/escalation`, {
    levels: [
      level('agent', [cast.ben.staffId]),
      level('supervisor', [cast.sue.staffId], { deputyId: cast.deb.staffId }),
      level('manager', [cast.max.staffId]),
    ],
    reasons: [{ nameEn: 'Asks for a manager', nameJa: '責任者を希望' }],
    ...more,
  })
  expect([status, body]).toEqual([200, expect.anything()])
  return { cast, settings: body }
}

export async function raised(desk: TestDesk, more: Record<string, unknown> = {}) {
  const { cast, settings } = await levelled(desk)
  const id = await desk.receive('carter@example.com', 'This is unacceptable. Where is my pan?')
  const ben = desk.as(cast.ben)
  const answer = await ben.post(`/api/conversations/${id}/escalations`, {
    reasonId: settings.reasons[0].id,
    temperature: 'angry',
    quote: 'This is unacceptable.',
    ...more,
  })
  expect([answer.status, answer.body]).toEqual([200, expect.anything()])
  return { cast, id, ben, escalation: answer.body }
}

/** The timer of an escalation goes off. */
export const watch = async (desk: TestDesk) => {
  const [timer] = (await desk.jobs()).filter((job) => job.task === 'watch-escalation')
  if (timer) await tasksOf(desk)['watch-escalation']?.(timer.payload, context)
}
/** Does what follows for escalations and those who are told, each twice. */
export const follow = async (desk: TestDesk) => {
  await dispatchAll(desk)
  const ours = ['follow-escalation', 'notify-of-escalation']
  for (const job of (await desk.jobs()).filter(({ task }) => ours.includes(task)))
    for (const _ of [1, 2]) await tasksOf(desk)[job.task]?.(job.payload, context)
  await desk.db.pool.query(
    `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
     where t.id = j.task_id and t.identifier = any ($1)`,
    [ours],
  )
}
/** What the desk itself has said to the customer. */
export const told = (desk: TestDesk, id: number) =>
  desk
    .rows((tx) =>
      tx
        .selectFrom('messages')
        .select('text')
        .where('conversation_id', '=', id)
        .where('is_automatic', '=', true)
        .orderBy('id')
        .execute(),
    )
    .then((rows) => rows.map((row) => row.text))
