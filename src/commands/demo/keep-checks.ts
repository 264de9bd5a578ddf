import { sql } from 'kysely'
import { checkedWords } from '#database/sample/checked-words.ts'
import { repliesToApprove, type SampleReply, trainee } from '#database/sample/reply-approvals.ts'
import { changeReplyChecks } from '#conversations/checks/settings.ts'
import { addCheckedWord } from '#conversations/checks/words.ts'
import { conversationFor } from '#conversations/door.ts'
import { askForApproval } from '#conversations/reply-approvals/ask.ts'
import { sendBackReply } from '#conversations/reply-approvals/decide.ts'
import { changeApprovalNeeds } from '#conversations/reply-approvals/needs.ts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { inBrands, type Tx } from '#platform/database.ts'
import type { Desk } from '../../desk.ts'
import type { Shop } from './furnish.ts'

const hour = 3_600_000

/** The sample's words, whose replies need approval, and those that wait for it. */
export async function keepChecks(desk: Desk, { brandId, people }: Shop): Promise<void> {
  const author = people.find((one) => one.email === trainee)
  const lead = people.find((one) => one.role === 'supervisor')
  if (!author || !lead) throw new Error('The sample has nobody to learn, or nobody to learn from')
  const actor = actorOf(lead)
  await inBrands(desk.db, [brandId], async (tx) => {
    for (const word of checkedWords) await addCheckedWord(tx, { ...word, brandId }, actor)
    await changeReplyChecks(tx, brandId, { levels: {}, orderExamples: '#10231' }, actor)
    await changeApprovalNeeds(tx, brandId, { staffIds: [author.staffId] }, actor)
    for (const reply of repliesToApprove) await ask(tx, brandId, author, lead, reply)
  })
}

async function ask(tx: Tx, brandId: number, author: Caller, lead: Caller, reply: SampleReply): Promise<void> {
  const { rows } = await sql<{ id: number; name: string }>`
    select c.id, customer.name from conversations c
    join customers customer on (customer.brand_id, customer.id) = (c.brand_id, c.customer_id)
    left join contact_reasons reason on (reason.brand_id, reason.id) = (c.brand_id, c.reason_id)
    where c.brand_id = ${brandId} and c.language = ${reply.language} and c.waiting_since is not null
      and c.status in ('new', 'open') and c.open_promises = 0 and customer.name <> '' and c.channel = 'email'
      and (${reply.subject ?? null}::text is null or c.subject = ${reply.subject ?? null}::text)
      and not exists (select from reply_approvals where brand_id = c.brand_id and conversation_id = c.id)
    order by (reason.slug = ${reply.reason}) desc nulls last, c.id desc limit 1`.execute(tx)
  const [found] = rows
  if (!found) return
  const conversation = await conversationFor(tx, found.id, 'change')
  const id = await askForApproval(tx, author, conversation, 'reply', {
    text: reply.text.replace('{name}', found.name),
    ...{ attachmentIds: [], cc: [], bcc: [], withAttachments: true },
    lastSeenEventId: conversation.last_event_id,
  })
  const { sentBack } = reply
  if (sentBack) await sendBackReply(tx, lead, id, sentBack.comment)
  const at = (hours: number) => new Date(Date.now() - hours * hour)
  const asked = at(reply.hoursAgo)
  const decided = sentBack ? at(sentBack.hoursAgo) : null
  await sql`update reply_approvals set asked_at = ${asked}, decided_at = ${decided}
    where brand_id = ${brandId} and id = ${id}`.execute(tx)
  await sql`update events set at = case type when 'reply_approval.asked' then ${asked}::timestamptz else ${decided}::timestamptz end
    where brand_id = ${brandId} and conversation_id = ${conversation.id} and type like 'reply_approval.%'`.execute(
    tx,
  )
}
