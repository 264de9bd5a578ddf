import { sql } from 'kysely'
import type { Outcome, Sender } from '#channels/channel.ts'
import { nextAttempt } from '#channels/next-attempt.ts'
import { type Conversation, conversationFor } from '#conversations/door.ts'
import { inBrands, type Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { addJob } from '#platform/jobs.ts'
import { m } from '#texts'
import type { Desk } from '../../desk.ts'
import { keptId } from './kept.ts'
import { applyMarks } from './mark.ts'
import { mailKey } from './sender.ts'
import { type UnreadAnswer, unreadLetter } from './unread-letter.ts'

type Job = { brandId: number; conversationId: number }
/** The newest of the answers carries the mail. */
type Leaving = { messageId: number; together: number[]; to: string }
type Away = Leaving | 'nothing' | 'not yet'

/** Present: a window was open within this time; every window is renewed each 15 seconds. */
const presentSeconds = 45
const lookAgainSeconds = 60
/** A mail server that has said nothing for so long was not being asked any more: the desk was killed meanwhile. */
const longestSending = '5 minutes'

/**
 * The visitor has left with answers unread: they go by mail, all in one, and an answer to that mail comes back into this
 * conversation. While a window is open it waits. The answers are marked first, so that a crash cannot send them twice: then
 * nobody knows whether the mail has left, which is shown, and a person decides.
 */
export async function mailUnread(desk: Desk, mail: Sender, given: Job): Promise<void> {
  const { brandId } = given
  const conversationId = await inBrands(desk.db, [brandId], (tx) => keptId(tx, given.conversationId))
  const job = { brandId, conversationId }
  const away = await inBrands(desk.db, [brandId], (tx) => claim(tx, job))
  if (away === 'nothing' || away === 'not yet') return
  const outcome = await mail.send(desk.db, { ...job, messageId: away.messageId })
  await inBrands(desk.db, [brandId], (tx) => settle(tx, job, away, outcome))
}

async function claim(tx: Tx, job: Job): Promise<Away> {
  const conversation = await conversationFor(tx, job.conversationId, 'change')
  const isUnderWay = await settleInterrupted(tx, job)
  const unread = await unreadAnswers(tx, job)
  if (unread.length === 0) return isUnderWay ? lookAgain(tx, job) : 'nothing'
  const visitors = await visitorsOf(tx, job)
  if (isUnderWay || visitors.some((visitor) => visitor.isHere)) return lookAgain(tx, job)
  const visitor = visitors.find((one) => one.email !== null)
  const mailbox = await mailboxFor(tx, conversation)
  if (!visitor?.email || !mailbox) return 'nothing'
  return prepare(tx, conversation, unread, { ...visitor, email: visitor.email }, mailbox.address)
}

/** What was being mailed when the desk was killed; true while another job may still be at it. */
async function settleInterrupted(tx: Tx, job: Job): Promise<boolean> {
  const { rows } = await sql<{ id: number; to: string; isOver: boolean }>`
    select id, details->>'mailedTo' as "to", (details->>'mailedAt')::timestamptz < now() - ${longestSending}::interval as "isOver"
    from messages where brand_id = ${job.brandId} and conversation_id = ${job.conversationId}
      and channel = 'chat' and delivery_state = 'sending' and details ? 'mailedAt' order by id`.execute(tx)
  const last = rows.at(-1)
  if (!last) return false
  if (rows.some((row) => !row.isOver)) return true
  const leaving = { messageId: last.id, together: rows.map((row) => row.id), to: last.to }
  await settle(tx, job, leaving, { state: 'unknown', reason: 'interrupted' })
  return false
}

async function unreadAnswers(tx: Tx, job: Job): Promise<UnreadAnswer[]> {
  const { rows } = await sql<UnreadAnswer>`
    select id, author_name as name, text, html, coalesce(send_at, created_at) as at, sources
    from messages where brand_id = ${job.brandId} and conversation_id = ${job.conversationId}
      and direction = 'out' and channel = 'chat' and delivery_state in ('sent', 'delivered')
      and not details ? 'mailedTo' order by id`.execute(tx)
  return rows
}

type Visitor = { email: string | null; name: string; isHere: boolean; language: string }

async function visitorsOf(tx: Tx, job: Job): Promise<Visitor[]> {
  const { rows } = await sql<Visitor>`
    select email, name, language, coalesce(last_seen_at > now() - make_interval(secs => ${presentSeconds})
      and (left_at is null or left_at < last_seen_at), false) as "isHere"
    from visitors where brand_id = ${job.brandId} and conversation_id = ${job.conversationId} order by id`.execute(
    tx,
  )
  return rows
}

/** The mailbox of the conversation; one that began as a chat keeps the brand's first. */
async function mailboxFor(tx: Tx, conversation: Conversation): Promise<{ address: string } | undefined> {
  const { rows } = await sql<{ id: number; address: string }>`
    select id, address from mailboxes where brand_id = ${conversation.brand_id} and disabled_at is null
    order by id = ${conversation.mailbox_id} desc nulls last, id limit 1`.execute(tx)
  const [mailbox] = rows
  if (mailbox && conversation.mailbox_id === null) {
    await tx
      .updateTable('conversations')
      .set({ mailbox_id: mailbox.id })
      .where('brand_id', '=', conversation.brand_id)
      .where('id', '=', conversation.id)
      .execute()
  }
  return mailbox
}

/** Writes the one mail into its newest answer, and on all of them where they went. */
async function prepare(
  tx: Tx,
  conversation: Conversation,
  answers: UnreadAnswer[],
  visitor: { email: string; name: string; language: string },
  from: string,
): Promise<Leaving | 'nothing'> {
  const carrier = answers.at(-1)
  if (!carrier) return 'nothing'
  const locale = visitor.language === 'ja' ? 'ja' : 'en'
  const brand = await tx
    .selectFrom('brands')
    .select(['name', 'time_zone'])
    .where('id', '=', conversation.brand_id)
    .executeTakeFirstOrThrow()
  const together = answers.map((one) => one.id)
  const letter = unreadLetter(answers, { locale, timeZone: brand.time_zone })
  await sql`
    update messages set delivery_state = 'sending', delivery_reason = null, from_address = ${from},
      to_addresses = ${JSON.stringify([{ name: visitor.name, address: visitor.email }])},
      subject = ${conversation.subject || m.chat_mail_subject({ brand: brand.name }, { locale })},
      details = details || jsonb_build_object('mailedTo', ${visitor.email}::text, 'mailedAt', now(), 'mailedWhen', delivery_state)
        || case when id = ${carrier.id} then ${JSON.stringify({ mail: { ...letter, messageIds: together } })}::jsonb else '{}' end
    where brand_id = ${conversation.brand_id} and id = any (${together}::bigint[])`.execute(tx)
  return { messageId: carrier.id, together, to: visitor.email }
}

async function lookAgain(
  tx: Tx,
  job: Job,
  runAt = new Date(Date.now() + lookAgainSeconds * 1_000),
): Promise<'not yet'> {
  await addJob(tx, 'mail-unread-chat', job, { runAt, key: mailKey(job.conversationId) })
  return 'not yet'
}

/** What became of the mail is said in the conversation, where its answers are by now: it may have been merged meanwhile. */
async function settle(tx: Tx, job: Job, leaving: Leaving, outcome: Outcome): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select c.id from messages m join conversations c on (c.brand_id, c.id) = (m.brand_id, m.conversation_id)
    where m.brand_id = ${job.brandId} and m.id = ${leaving.messageId} for update of c`.execute(tx)
  const conversationId = rows[0]?.id ?? job.conversationId
  if (outcome.state === 'later') return mailLater(tx, { ...job, conversationId }, leaving, outcome.reason)
  const { state, reason = null } = outcome
  const isGone = state === 'sent' || state === 'delivered'
  await sql`
    update messages set delivery_state = ${state}, delivery_reason = ${reason},
      details = details - ${['mailedAt', 'mailedWhen', 'mailLater']}::text[]
    where ${stillLeaving(job, leaving)}`.execute(tx)
  await tell(tx, { ...job, conversationId }, leaving, isGone ? 'mailed' : state, reason)
  if (isGone) await applyMarks(tx, { brandId: job.brandId, id: conversationId })
}

/** The same pauses and the same end as every mail: after two days it has failed, and a person decides. */
async function mailLater(tx: Tx, job: Job, leaving: Leaving, reason: string): Promise<void> {
  const { rows } = await sql<{ attempts: number | null; since: number | null }>`
    select max((details->'mailLater'->>'attempts')::int) as attempts, min((details->'mailLater'->>'since')::bigint) as since
    from messages where ${stillLeaving(job, leaving)}`.execute(tx)
  const attempts = rows[0]?.attempts ?? 0
  const since = rows[0]?.since ?? Date.now()
  const runAt = nextAttempt(attempts, since)
  if (!runAt) return settle(tx, job, leaving, { state: 'failed', reason })
  const later = JSON.stringify({ mailLater: { attempts: attempts + 1, since } })
  await sql`
    update messages set delivery_state = coalesce(details->>'mailedWhen', 'sent'), delivery_reason = ${reason},
      details = details - ${['mailedTo', 'mailedAt', 'mailedWhen', 'mail']}::text[] || ${later}::jsonb
    where ${stillLeaving(job, leaving)}`.execute(tx)
  await lookAgain(tx, job, runAt)
  // Said once, not at every attempt of two days.
  if (attempts === 0) await tell(tx, job, leaving, 'delayed', reason)
}

const stillLeaving = (job: Job, leaving: Leaving) =>
  sql`brand_id = ${job.brandId} and id = any (${leaving.together}::bigint[]) and delivery_state = 'sending'`

async function tell(
  tx: Tx,
  job: Job,
  leaving: Leaving,
  what: 'mailed' | 'delayed' | 'failed' | 'unknown',
  reason: string | null,
): Promise<void> {
  await record(tx, {
    type: `message.${what}`,
    brandId: job.brandId,
    conversationId: job.conversationId,
    messageId: leaving.messageId,
    actor: { kind: 'system' },
    data: { to: leaving.to, count: leaving.together.length, reason },
  })
}
