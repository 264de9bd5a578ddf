import { sql } from 'kysely'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { conversationFor } from '../door.ts'
import type { TaskRow } from './door.ts'
import { answered } from './say-in-task.ts'

/** A mail that belongs to a task, put into our words by the channel. */
export type TaskMail = {
  from: { name: string; address: string }
  to: { name: string; address: string }[]
  cc: { name: string; address: string }[]
  /** People it names besides its sender and ourselves; they may answer from then on. */
  others: readonly string[]
  /** No server vouches that it is from its sender. */
  isDoubted: boolean
  kind: 'message' | 'auto_reply' | 'bounce'
  text: string
  folded: readonly unknown[]
  rawFile: string | null
  externalId: string | null
  mailId: string | null
  files: readonly { hash: string; name: string; type: string; size: number }[]
  /** Of a bounce: which of our mails came back and why; a delay is no failure yet. */
  returned?: { mailIds: readonly string[]; reason: string; isFinal: boolean } | undefined
}

export type Received = { taskId: number; conversationId: number; isDuplicate: boolean }

/**
 * Takes a mail into a task it has named by one of our signs. Undefined when it is not from whom we asked, nor from whom their mails name: then it is no answer,
 * and is taken in like any other mail.
 */
export async function receiveAnswer(
  tx: Tx,
  brandId: number,
  taskId: number,
  mail: TaskMail,
): Promise<Received | undefined> {
  const select = tx
    .selectFrom('tasks')
    .selectAll()
    .where('brand_id', '=', brandId)
    .where('id', '=', taskId)
    .where('expert_address', 'is not', null)
  const known = await select.executeTakeFirst()
  if (!known || !(await mayAnswer(tx, known, mail))) return undefined
  await conversationFor(tx, known.conversation_id, 'unmerge')
  const task = await select.forUpdate().executeTakeFirstOrThrow()
  const place = { taskId, conversationId: task.conversation_id }
  if (await isHere(tx, task, mail)) return { ...place, isDuplicate: true }
  const messageId = await storeMail(tx, task, mail)
  if (mail.kind === 'bounce') await markReturned(tx, task, mail)
  if (mail.kind !== 'message') return { ...place, isDuplicate: false }
  const name = mail.from.name || mail.from.address
  if (mail.isDoubted) await tellOfDoubt(tx, task, name, messageId)
  else await believe(tx, task, mail.others, { actor: { kind: 'system' }, name, messageId })
  return { ...place, isDuplicate: false }
}

/** An answer counts: whom it names may answer from then on, what had ended is to be read once more, and the question is answered. */
export async function believe(
  tx: Tx,
  task: TaskRow,
  others: readonly string[],
  by: Parameters<typeof answered>[2],
): Promise<void> {
  await letAnswer(tx, task, others)
  await reopen(tx, task)
  await answered(tx, task, by)
}

/** Said to those who see to it, and nothing else: whoever holds the sign and the name of an expert may have written it. */
async function tellOfDoubt(tx: Tx, task: TaskRow, name: string, messageId: number): Promise<void> {
  await record(tx, {
    type: 'task.answer_doubted',
    brandId: task.brand_id,
    conversationId: task.conversation_id,
    actor: { kind: 'system' },
    data: {
      taskId: task.id,
      title: task.title,
      by: name,
      taskMessageId: messageId,
      ownerId: task.owner_id,
      teamId: task.team_id,
      expert: task.expert_address,
      askedById: task.asked_by_id,
    },
  })
}

/** A report of failure comes from a machine that nobody asked; the sign it carries must do. */
async function mayAnswer(tx: Tx, task: TaskRow, mail: TaskMail): Promise<boolean> {
  const sender = mail.from.address.toLowerCase()
  if (mail.kind === 'bounce' || sender === task.expert_address) return true
  const named = await tx
    .selectFrom('task_participants')
    .select('address')
    .where('brand_id', '=', task.brand_id)
    .where('task_id', '=', task.id)
    .where('address', '=', sender)
    .executeTakeFirst()
  return named !== undefined
}

async function isHere(tx: Tx, task: TaskRow, { externalId }: TaskMail): Promise<boolean> {
  if (externalId === null) return false
  const known = await tx
    .selectFrom('task_messages')
    .select('id')
    .where('brand_id', '=', task.brand_id)
    .where('external_id', '=', externalId)
    .executeTakeFirst()
  return known !== undefined
}

async function storeMail(tx: Tx, task: TaskRow, mail: TaskMail): Promise<number> {
  const { id } = await tx
    .insertInto('task_messages')
    .values({
      brand_id: task.brand_id,
      task_id: task.id,
      direction: 'in',
      kind: mail.kind,
      author_name: mail.from.name || mail.from.address,
      from_address: mail.from.address,
      to_addresses: JSON.stringify(mail.to),
      cc_addresses: JSON.stringify(mail.cc),
      text: mail.text,
      folded: JSON.stringify(mail.folded),
      raw_file: mail.rawFile,
      external_id: mail.externalId,
      mail_id: mail.mailId,
      is_doubted: mail.isDoubted && mail.kind === 'message',
      others: [...mail.others],
      created_at: now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (mail.files.length > 0)
    await tx
      .insertInto('task_files')
      .values(
        mail.files.map(({ hash, ...file }) => ({
          brand_id: task.brand_id,
          task_id: task.id,
          message_id: id,
          file_hash: hash,
          name: file.name,
          type: file.type,
          size: file.size,
        })),
      )
      .execute()
  return id
}

async function letAnswer(tx: Tx, task: TaskRow, others: readonly string[]): Promise<void> {
  // A mail to more people than this is no conversation with an expert.
  if (others.length === 0 || others.length > 20) return
  // Not the customer, also where the expert names them: what they write is said in their own conversation.
  await sql`
    insert into task_participants (brand_id, task_id, address)
    select ${task.brand_id}, ${task.id}, other from unnest(${[...others]}::text[]) other
    where not exists (
      select from conversations c
      join identities i on (i.brand_id, i.customer_id) = (c.brand_id, c.customer_id)
      where c.brand_id = ${task.brand_id} and c.id = ${task.conversation_id} and i.kind = 'email' and i.value = other)
    on conflict do nothing`.execute(tx)
}

/** What comes after the task was ended is not lost: it is to be read once more. */
async function reopen(tx: Tx, task: TaskRow): Promise<void> {
  if (task.ended_at === null) return
  await tx
    .updateTable('tasks')
    .set({ state: 'answered', ended_at: null, ended_by_id: null, because: null })
    .where('brand_id', '=', task.brand_id)
    .where('id', '=', task.id)
    .execute()
}

async function markReturned(tx: Tx, task: TaskRow, { returned }: TaskMail): Promise<void> {
  if (!returned?.isFinal) return
  const { rows } = await sql`
    update task_messages set delivery_state = 'failed', delivery_reason = ${returned.reason}
    where brand_id = ${task.brand_id} and id = coalesce(
      (select id from task_messages where brand_id = ${task.brand_id} and task_id = ${task.id}
        and mail_id = any (${[...returned.mailIds]}::text[]) and direction = 'out' limit 1),
      (select max(id) from task_messages where brand_id = ${task.brand_id} and task_id = ${task.id} and direction = 'out'))
    returning id`.execute(tx)
  if (rows.length > 0) await recordFailure(tx, task, returned.reason)
}

/** A mail to the expert did not arrive: said where it is seen, and to who sees to it. */
export async function recordFailure(
  tx: Tx,
  task: Pick<TaskRow, 'brand_id' | 'id' | 'conversation_id' | 'title' | 'owner_id' | 'asked_by_id'>,
  reason: string,
): Promise<void> {
  await record(tx, {
    type: 'task.failed',
    brandId: task.brand_id,
    conversationId: task.conversation_id,
    actor: { kind: 'system' },
    data: {
      taskId: task.id,
      title: task.title,
      ownerId: task.owner_id,
      askedById: task.asked_by_id,
      reason,
    },
  })
}
