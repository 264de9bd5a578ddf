import { sql } from 'kysely'
import { departments, type SampleTask, tasks } from '#database/sample/tasks.ts'
import { conversationFor } from '#conversations/door.ts'
import { endTask } from '#conversations/tasks/change.ts'
import { taskFor } from '#conversations/tasks/door.ts'
import { openTask } from '#conversations/tasks/open-task.ts'
import { receiveAnswer } from '#conversations/tasks/receive-answer.ts'
import { sayInTask } from '#conversations/tasks/say-in-task.ts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { inBrands, type Tx } from '#platform/database.ts'
import type { Desk } from '../../desk.ts'
import type { Dice } from './dice.ts'
import type { Shop } from './furnish.ts'

const hour = 3_600_000
const at = (hours: number) => new Date(Date.now() + hours * hour)

/** What the sample's people have asked of the warehouse, of quality control, of a translator and a lawyer. */
export async function askOthers(desk: Desk, shop: Shop, dice: Dice): Promise<void> {
  await inBrands(desk.db, [shop.brandId], async (tx) => {
    const teams = await openDepartments(tx, shop)
    for (const task of tasks) {
      const conversationId = await conversationOf(tx, shop.brandId, task, dice)
      if (conversationId !== undefined) await ask(tx, shop, teams, conversationId, task)
    }
    // The mails of the sample have been sent, and nobody outside is written to.
    await sql`update task_messages set delivery_state = 'sent'
      where brand_id = ${shop.brandId} and delivery_state = 'queued'`.execute(tx)
  })
}

async function openDepartments(tx: Tx, shop: Shop): Promise<Map<string, number>> {
  const teams = new Map<string, number>()
  for (const { name, members } of departments) {
    const { id } = await tx
      .insertInto('teams')
      .values({ name })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ name }))
      .returning('id')
      .executeTakeFirstOrThrow()
    const people = shop.people.filter((one) => members.some((email) => email === one.email))
    await tx
      .insertInto('team_members')
      .values(people.map((one) => ({ team_id: id, staff_id: one.staffId })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    teams.set(name, id)
  }
  return teams
}

/** One under way in the language of the question. */
async function conversationOf(
  tx: Tx,
  brandId: number,
  { language }: SampleTask,
  dice: Dice,
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select id from conversations where brand_id = ${brandId} and language = ${language} and assignee_id is not null
      and status in ('open', 'pending_customer') and open_promises = 0 and open_tasks = 0
    order by id desc limit 20`.execute(tx)
  return rows.length > 0 ? dice.pick(rows).id : undefined
}

async function ask(
  tx: Tx,
  shop: Shop,
  teams: ReadonlyMap<string, number>,
  conversationId: number,
  task: SampleTask,
): Promise<void> {
  const conversation = await conversationFor(tx, conversationId, 'change')
  const asker = shop.people.find((one) => one.staffId === conversation.assignee_id)
  if (!asker) return
  const to = typeof task.to === 'string' ? { teamId: teams.get(task.to) ?? 0 } : { expert: task.to }
  const [question, ...rest] = task.said
  // The desk takes no time of the past: it is asked for tomorrow and moved to its place in time.
  const wish = { to, title: task.title, text: question.text, dueAt: at(24).toISOString() }
  const by = { actor: actorOf(asker), staffId: asker.staffId, name: asker.name }
  const id = await openTask(tx, conversation, wish, by)
  for (const said of rest) await answer(tx, shop, asker, id, task, said)
  if (task.isDone)
    await endTask(tx, await taskFor(tx, asker, id, 'manage'), { state: 'done', actor: actorOf(asker) })
  await moveInTime(tx, shop.brandId, id, conversationId, task)
}

async function answer(
  tx: Tx,
  shop: Shop,
  asker: Caller,
  id: number,
  task: SampleTask,
  said: SampleTask['said'][number],
): Promise<void> {
  if (typeof task.to !== 'string') {
    const mail = {
      to: [],
      cc: [],
      others: [],
      isDoubted: said.isDoubted ?? false,
      kind: 'message',
      folded: [],
      rawFile: null,
      mailId: null,
    } as const
    const from = { name: said.by ?? task.to.name, address: task.to.address }
    await receiveAnswer(tx, shop.brandId, id, {
      ...{ ...mail, to: [], cc: [], from, text: said.text },
      externalId: `sample:task:${id}`,
      files: [],
    })
    return
  }
  const members: readonly string[] = departments.find((one) => one.name === task.to)?.members ?? []
  const colleague = shop.people.find((one) => members.includes(one.email)) ?? asker
  const words = { text: said.text, isAnswer: true, fileIds: [] }
  await sayInTask(tx, colleague, await taskFor(tx, colleague, id, 'answer'), words)
}

async function moveInTime(
  tx: Tx,
  brandId: number,
  id: number,
  conversationId: number,
  task: SampleTask,
): Promise<void> {
  const [askedAt, dueAt] = [at(-task.askedHoursAgo), at(task.dueInHours)]
  const last = task.said.at(-1)?.hoursAgo ?? 0
  await sql`
    update tasks set asked_at = ${askedAt}, due_at = ${dueAt}, remind_at = ${at(task.dueInHours - 1)},
      reminded_at = case when ${task.dueInHours < 1} then ${at(task.dueInHours - 1)}::timestamptz end,
      overdue_at = case when ${task.dueInHours < 0} and state = 'open' then ${dueAt}::timestamptz end,
      answered_at = case when answered_at is not null then ${at(-last)}::timestamptz end,
      ended_at = case when ended_at is not null then ${at(1 - last)}::timestamptz end
    where brand_id = ${brandId} and id = ${id}`.execute(tx)
  const { rows } = await sql<{ id: number }>`
    select id from task_messages where brand_id = ${brandId} and task_id = ${id} order by id`.execute(tx)
  for (const [place, row] of rows.entries())
    await sql`update task_messages set created_at = ${at(-(task.said[place]?.hoursAgo ?? 0))}
      where brand_id = ${brandId} and id = ${row.id}`.execute(tx)
  await sql`update events set at = case type when 'task.asked' then ${askedAt}::timestamptz else ${at(-last)}::timestamptz end
    where brand_id = ${brandId} and conversation_id = ${conversationId} and type like 'task.%'`.execute(tx)
}
