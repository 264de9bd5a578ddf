import { sql } from 'kysely'
import type { Sender } from '#channels/channel.ts'
import { conversationFor } from '#conversations/door.ts'
import { inBrands, type Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { addJob } from '#platform/jobs.ts'
import { m } from '#texts'
import type { Desk } from '../../desk.ts'
import { mailKey } from './sender.ts'

type Job = { brandId: number; conversationId: number }
type Away = { messageIds: number[] } | 'nothing' | 'here'

/** Present: a window was open within this time; every window is renewed each 15 seconds. */
const presentSeconds = 45
const lookAgainSeconds = 60

/**
 * The visitor has left with answers unread: they go by mail, and an answer to that mail comes back into this conversation. While a
 * window is open it waits. An answer that has gone by mail is marked first, so that a crash cannot send it twice.
 */
export async function mailUnread(desk: Desk, mail: Sender, job: Job): Promise<void> {
  const away = await inBrands(desk.db, [job.brandId], (tx) => claim(tx, job))
  if (away === 'nothing') return
  if (away === 'here') {
    await inBrands(desk.db, [job.brandId], (tx) => lookAgain(tx, job))
    return
  }
  for (const messageId of away.messageIds) {
    const outcome = await mail.send(desk.db, { ...job, messageId })
    await inBrands(desk.db, [job.brandId], (tx) => settle(tx, job, messageId, outcome))
  }
}

async function claim(tx: Tx, job: Job): Promise<Away> {
  const conversation = await conversationFor(tx, job.conversationId, 'change')
  const { rows } = await sql<{
    id: number
    email: string | null
    name: string
    isHere: boolean
    language: string
  }>`
    select id, email, name, language, coalesce(last_seen_at > now() - make_interval(secs => ${presentSeconds})
      and (left_at is null or left_at < last_seen_at), false) as "isHere"
    from visitors where brand_id = ${job.brandId} and conversation_id = ${job.conversationId}`.execute(tx)
  const unread = await unreadAnswers(tx, job)
  if (unread.length === 0) return 'nothing'
  if (rows.some((visitor) => visitor.isHere)) return 'here'
  const visitor = rows.find((one) => one.email !== null)
  const mailbox = await firstMailbox(tx, job.brandId)
  if (!visitor?.email || !mailbox) return 'nothing'
  if (conversation.mailbox_id === null) {
    await tx
      .updateTable('conversations')
      .set({ mailbox_id: mailbox.id })
      .where('brand_id', '=', job.brandId)
      .where('id', '=', job.conversationId)
      .execute()
  }
  const brand = await tx
    .selectFrom('brands')
    .select('name')
    .where('id', '=', job.brandId)
    .executeTakeFirstOrThrow()
  const locale = visitor.language === 'ja' ? 'ja' : 'en'
  await tx
    .updateTable('messages')
    .set({
      to_addresses: JSON.stringify([{ name: visitor.name, address: visitor.email }]),
      from_address: mailbox.address,
      subject: conversation.subject || m.chat_mail_subject({ brand: brand.name }, { locale }),
      details: sql`details || ${JSON.stringify({ mailedTo: visitor.email })}::jsonb`,
    })
    .where('brand_id', '=', job.brandId)
    .where('id', 'in', unread)
    .execute()
  return { messageIds: unread }
}

async function unreadAnswers(tx: Tx, job: Job): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from messages where brand_id = ${job.brandId} and conversation_id = ${job.conversationId}
      and direction = 'out' and channel = 'chat' and delivery_state in ('sent', 'delivered')
      and not details ? 'mailedTo' order by id`.execute(tx)
  return rows.map((row) => row.id)
}

async function firstMailbox(tx: Tx, brandId: number) {
  return tx
    .selectFrom('mailboxes')
    .select(['id', 'address'])
    .where('brand_id', '=', brandId)
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .executeTakeFirst()
}

async function lookAgain(tx: Tx, job: Job): Promise<void> {
  const runAt = new Date(Date.now() + lookAgainSeconds * 1_000)
  await addJob(tx, 'mail-unread-chat', job, { runAt, key: mailKey(job.conversationId) })
}

/** What became of the mail is said in the conversation; one that may be tried again is. */
async function settle(
  tx: Tx,
  job: Job,
  messageId: number,
  outcome: Awaited<ReturnType<Sender['send']>>,
): Promise<void> {
  const conversation = await conversationFor(tx, job.conversationId, 'change')
  if (outcome.state === 'later') {
    await tx
      .updateTable('messages')
      .set({ details: sql`details - 'mailedTo'` })
      .where('brand_id', '=', job.brandId)
      .where('id', '=', messageId)
      .execute()
    return lookAgain(tx, job)
  }
  const isGone = outcome.state === 'sent' || outcome.state === 'delivered'
  await tx
    .updateTable('messages')
    .set({
      delivery_state: outcome.state,
      delivery_reason: isGone ? null : (outcome.reason ?? null),
    })
    .where('brand_id', '=', job.brandId)
    .where('id', '=', messageId)
    .execute()
  await record(tx, {
    type: isGone ? 'message.mailed' : `message.${outcome.state}`,
    brandId: job.brandId,
    conversationId: conversation.id,
    messageId,
    actor: { kind: 'system' },
    data: { reason: isGone ? null : (outcome.reason ?? null) },
  })
}
