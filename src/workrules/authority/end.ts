import { type Selectable, sql } from 'kysely'
import { type Decided, withdrawApproval } from '../approvals/decide.ts'
import { lockedConversation } from '../approvals/stored.ts'
import type { Grants } from '#database/tables.ts'
import type { Conversation } from '#conversations/door.ts'
import { actorOf, type Caller, hasRole } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { forbidden, invalid, notFound, Refusal } from '#platform/refusal.ts'
import { m } from '#texts'
import { type Budget, giveBack, spendReserved } from './budgets.ts'
import { type Given, grant } from './grant.ts'
import { grantWords } from './words.ts'

type GrantRow = Omit<Selectable<Grants>, 'month' | 'kind'> & { month: string; kind: Budget['kind'] }
type Locked = { grant: GrantRow; conversation: Conversation }

/** Takes a grant back: what waits is withdrawn, what was given is reversed. The row stays, its budget has it again. */
export async function withdrawGrant(tx: Tx, caller: Caller, id: number, why: string): Promise<void> {
  const locked = await lockedGrant(tx, id)
  refuseStranger(caller, locked.grant)
  // The money has left: whoever gives it may not give the budget back to themselves.
  if (locked.grant.paid_at && !hasRole(caller, 'supervisor')) throw forbidden()
  if (locked.grant.state === 'waiting') {
    const approvalId = await approvalOf(tx, locked.grant)
    if (approvalId !== undefined) await withdrawApproval(tx, approvalId, actorOf(caller))
    await end(tx, caller, locked, { state: 'withdrawn', why })
  } else if (locked.grant.state === 'granted') {
    // Approved later, the correction would give again what was taken back here.
    await refuseTwice(tx, locked.grant)
    await end(tx, caller, locked, { state: 'reversed', why })
  } else throw new Refusal(409, 'grant_ended', (locale) => m.authority_grant_ended({}, { locale }))
}

/**
 * Corrects what was given: the old grant is reversed and another stands for it. When that needs approval, the old one holds until there is
 * a yes, and goes on holding when there is a no.
 */
export async function correctGrant(
  tx: Tx,
  caller: Caller,
  id: number,
  { amount, why }: { amount: string; why: string },
): Promise<Given> {
  const locked = await lockedGrant(tx, id)
  const { grant: old, conversation } = locked
  refuseStranger(caller, old)
  if (old.state !== 'granted')
    throw new Refusal(409, 'grant_ended', (locale) => m.authority_grant_ended({}, { locale }))
  if (old.paid_at) throw new Refusal(409, 'grant_paid', (locale) => m.authority_grant_paid({}, { locale }))
  await refuseTwice(tx, old)
  const given = await grant(
    tx,
    caller,
    conversation,
    {
      kind: old.kind,
      amount,
      ...(old.currency === null ? {} : { currency: old.currency }),
      item: old.item,
      orderNumber: old.order_number,
      why,
      ifAbove: 'ask',
    },
    { id: old.id, budget: budgetOf(old), counted: old.counted },
  )
  if (given.state === 'granted') await end(tx, caller, locked, { state: 'reversed', why })
  return given
}

/** Says that something was paid or sent outside of the desk. */
export async function markPaid(
  tx: Tx,
  caller: Caller,
  id: number,
  { reference, at }: { reference: string; at?: string | undefined },
): Promise<void> {
  const { grant: paid, conversation } = await lockedGrant(tx, id)
  if (paid.state !== 'granted')
    throw new Refusal(409, 'grant_not_granted', (locale) => m.authority_not_granted({}, { locale }))
  const paidAt = at === undefined ? now() : new Date(at)
  if (paidAt > now()) throw invalid('at', 'not_yet', (locale) => m.authority_paid_in_future({}, { locale }))
  if (paid.paid_at?.getTime() === paidAt.getTime() && paid.paid_reference === reference) return
  // What a waiting correction would reverse is not paid meanwhile: the customer would get both.
  await refuseTwice(tx, paid)
  await tx
    .updateTable('grants')
    .set({ paid_at: paidAt, paid_by_id: caller.staffId, paid_reference: reference })
    .where('brand_id', '=', paid.brand_id)
    .where('id', '=', id)
    .execute()
  await tell(tx, caller, { grant: paid, conversation }, 'grant.paid', { reference })
}

/** Does what was waiting for a yes or a no; anything but a grant is somebody else's. */
export async function settleGrant(tx: Tx, caller: Caller, decided: Decided): Promise<void> {
  if (decided.for.kind !== 'grant') return
  const locked = await lockedGrant(tx, decided.for.id)
  const { grant: waiting } = locked
  if (waiting.state !== 'waiting') return
  if (decided.state === 'refused') return end(tx, caller, locked, { state: 'refused', why: decided.comment })
  await spendReserved(tx, budgetOf(waiting), waiting.counted)
  await tx
    .updateTable('grants')
    .set({ state: 'granted', granted_at: now() })
    .where('brand_id', '=', waiting.brand_id)
    .where('id', '=', waiting.id)
    .execute()
  await tell(tx, caller, locked, 'grant.granted', { askedById: waiting.asked_by_id })
  if (waiting.corrects_id === null) return
  const old = await lockedGrant(tx, waiting.corrects_id)
  if (old.grant.state === 'granted') await end(tx, caller, old, { state: 'reversed', why: waiting.why })
}

async function end(
  tx: Tx,
  caller: Caller,
  { grant: ended, conversation }: Locked,
  { state, why }: { state: 'refused' | 'withdrawn' | 'reversed'; why: string },
): Promise<void> {
  await giveBack(tx, budgetOf(ended), ended.counted, state === 'reversed' ? 'spent' : 'reserved')
  await tx
    .updateTable('grants')
    .set({ state, ended_at: now(), ended_by_id: caller.staffId, end_reason: why })
    .where('brand_id', '=', ended.brand_id)
    .where('id', '=', ended.id)
    .execute()
  await tell(tx, caller, { grant: ended, conversation }, `grant.${state}`, { why })
}

/** The way to change a grant: locks its conversation first, as everything about one does. */
async function lockedGrant(tx: Tx, id: number): Promise<Locked> {
  const brands = tx.inBrands.length > 0 ? [...tx.inBrands] : [0]
  const known = await tx
    .selectFrom('grants')
    .select('conversation_id')
    .where('brand_id', 'in', brands)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!known) throw notFound('grant')
  const conversation = await lockedConversation(tx, known.conversation_id)
  // The month as text: as a date it would become midnight of the machine's own clock.
  const { rows } = await sql<GrantRow>`
    select g.*, g.month::text as month from grants g
    where g.brand_id = ${conversation.brand_id} and g.id = ${id} for update`.execute(tx)
  const [found] = rows
  if (!found) throw notFound('grant')
  return { grant: found, conversation }
}

/** Whoever gave it, and those who lead. */
function refuseStranger(caller: Caller, { asked_by_id }: GrantRow): void {
  if (asked_by_id !== caller.staffId && !hasRole(caller, 'supervisor')) throw forbidden()
}

async function refuseTwice(tx: Tx, { brand_id, id }: GrantRow): Promise<void> {
  const correction = await tx
    .selectFrom('grants')
    .select('id')
    .where('brand_id', '=', brand_id)
    .where('corrects_id', '=', id)
    .where('state', 'in', ['waiting', 'granted'])
    .executeTakeFirst()
  if (correction)
    throw new Refusal(409, 'correction_waiting', (locale) => m.authority_correction_waiting({}, { locale }))
}

async function approvalOf(tx: Tx, { brand_id, id }: GrantRow): Promise<number | undefined> {
  const found = await tx
    .selectFrom('approvals')
    .select('id')
    .where('brand_id', '=', brand_id)
    .where('for_kind', '=', 'grant')
    .where('for_id', '=', id)
    .executeTakeFirst()
  return found?.id
}

const budgetOf = ({ brand_id, kind, holder, month }: GrantRow): Budget => ({
  brandId: brand_id,
  kind,
  holder,
  month,
})

async function tell(
  tx: Tx,
  caller: Caller,
  { grant: told, conversation }: Locked,
  type: string,
  data: Record<string, unknown>,
): Promise<void> {
  await record(tx, {
    type,
    brandId: told.brand_id,
    conversationId: conversation.id,
    actor: actorOf(caller),
    data: { grantId: told.id, kind: told.kind, what: grantWords(told), ...data },
  })
}
