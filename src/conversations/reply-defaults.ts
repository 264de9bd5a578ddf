import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '#platform/database.ts'
import type { Address } from './contract.ts'
import type { replyDefaults } from './contract-writing.ts'
import type { Conversation } from './door.ts'
import { recipientsOf } from './recipients.ts'

type Defaults = z.output<(typeof replyDefaults)['reply']>
type Latest = {
  direction: 'in' | 'out'
  from: string | null
  name: string
  to: Address[]
  cc: Address[]
  subject: string | null
  replyTo: Address[] | null
}

/**
 * Whom an answer goes to. A reply goes to who wrote last; a reply to all also to everybody that mail named, without our own mailboxes,
 * whatever stands behind a plus in them. Nobody is named twice.
 */
export async function replyDefaultsOf(tx: Tx, conversation: Conversation): Promise<Defaults> {
  const fallback = await recipientsOf(tx, conversation, {}).catch(() => ({ from: null, to: [] }))
  const latest = await latestMail(tx, conversation)
  const ours = await ownAddresses(tx, conversation.brand_id)
  const isOurs = (one: Address) => ours.has(withoutPlus(one.address))
  const subject = answerSubject(latest?.subject ?? conversation.subject)
  if (!latest) {
    return {
      from: fallback.from,
      subject,
      reply: { to: fallback.to, cc: [] },
      replyAll: { to: fallback.to, cc: [] },
    }
  }
  const to = addresseesOf(latest, fallback.to, isOurs)
  const others = latest.direction === 'out' ? latest.cc : [...latest.to, ...latest.cc]
  const cc = once(others.filter((one) => !isOurs(one))).filter(
    (one) => !to.some((known) => isSame(known, one)),
  )
  return { from: fallback.from, subject, reply: { to, cc: [] }, replyAll: { to, cc } }
}

/** Whom an answer goes to when its writer names nobody: the same as the writer was shown. */
export async function answerRecipients(
  tx: Tx,
  conversation: Conversation,
  wish: { to?: Address[] | undefined },
): Promise<{ from: string | null; to: Address[] }> {
  const isMail = conversation.channel === 'email' || conversation.channel === 'form'
  if (!isMail || (wish.to && wish.to.length > 0)) return recipientsOf(tx, conversation, wish)
  const { from, reply } = await replyDefaultsOf(tx, conversation)
  return reply.to.length > 0 ? { from, to: reply.to } : recipientsOf(tx, conversation, wish)
}

/**
 * Where a mail asks to be answered (Reply-To), otherwise who sent it; after a mail of ours, whom we wrote to. A Reply-To that leads back
 * to ourselves, as some forms write it, would answer nobody and is passed over.
 */
function addresseesOf(latest: Latest, fallback: Address[], isOurs: (one: Address) => boolean): Address[] {
  if (latest.direction === 'out') return latest.to
  const asked = once(latest.replyTo ?? []).filter((one) => !isOurs(one))
  if (asked.length > 0) return asked.map(({ name, address }) => ({ name, address }))
  return latest.from === null ? fallback : [{ name: latest.name, address: latest.from }]
}

async function latestMail(tx: Tx, conversation: Conversation): Promise<Latest | undefined> {
  const { rows } = await sql<Latest>`
    select direction, from_address as "from", author_name as name, to_addresses as "to", cc_addresses as cc, subject,
      details->'replyTo' as "replyTo"
    from messages
    where brand_id = ${conversation.brand_id} and conversation_id = ${conversation.id} and direction <> 'note'
      and kind = 'message' and delivery_state is distinct from 'cancelled' and not details ? 'forwardOf'
    order by direction = 'in' desc, id desc limit 1`.execute(tx)
  return rows[0]
}

async function ownAddresses(tx: Tx, brandId: number): Promise<Set<string>> {
  const rows = await tx.selectFrom('mailboxes').select('address').where('brand_id', '=', brandId).execute()
  return new Set(rows.map((row) => withoutPlus(row.address)))
}

function withoutPlus(address: string): string {
  return address.toLowerCase().replace(/\+[^@]*(?=@)/, '')
}

const isSame = (one: Address, other: Address) => one.address.toLowerCase() === other.address.toLowerCase()
const once = (all: Address[]) => all.filter((one, at) => all.findIndex((other) => isSame(one, other)) === at)

function answerSubject(subject: string): string {
  return subject === '' || /^re:/i.test(subject) ? subject : `Re: ${subject}`
}
