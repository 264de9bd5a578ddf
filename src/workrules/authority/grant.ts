import { sql } from 'kysely'
import { askApproval } from '../approvals/ask.ts'
import type { Conversation } from '#conversations/door.ts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { invalid, Refusal } from '#platform/refusal.ts'
import { m } from '#texts'
import { type Budget, giveBack, take, takeAgain } from './budgets.ts'
import type { GrantWish } from './contract.ts'
import { countedIn as currencyOf, type Limit, limitsOf } from './limits.ts'
import { today } from './month.ts'
import { currencyNamed, smallest, unitOf } from './quantity.ts'
import { type Counted, countedIn } from './rates.ts'
import { grantWords } from './words.ts'

type Weighed = Counted & {
  amount: number
  currency: string | null
  countedCurrency: string | null
  month: string
  limits: readonly Limit[]
  /** What the case has got of the kind before: inside somebody's limits, and with approval. */
  before: { own: number; exceptions: number }
}
/** The grant that another one is to stand for. */
type Corrected = { id: number; budget: Budget; counted: number }
export type Given = { id: number; state: 'granted' | 'waiting' }

/**
 * Gives something to the customer of a conversation that is locked for change: at once inside the caller's authority, with approval above it.
 * Whoever pays calls this first, in its own transaction, and pays only what is `granted`; what waits is told by `grant.granted` later.
 */
export async function grant(
  tx: Tx,
  caller: Caller,
  conversation: Conversation,
  wish: GrantWish,
  corrected?: Corrected,
): Promise<Given> {
  refuseUnfit(wish)
  const weighed = await weigh(tx, conversation, wish, corrected)
  // What a correction stands for is not asked of the same budget again; it counts until it is reversed.
  if (corrected) await giveBack(tx, corrected.budget, corrected.counted, 'spent')
  const own = await takeOwn(tx, caller, conversation.brand_id, wish, weighed)
  if (corrected) await takeAgain(tx, corrected.budget, corrected.counted)
  const holder = own ?? (await reserveException(tx, conversation.brand_id, wish, weighed))
  const state = own === undefined ? 'waiting' : 'granted'
  const { id } = await tx
    .insertInto('grants')
    .values({
      brand_id: conversation.brand_id,
      conversation_id: conversation.id,
      kind: wish.kind,
      amount: weighed.amount,
      currency: weighed.currency,
      counted: weighed.counted,
      counted_currency: weighed.countedCurrency,
      rate: weighed.rate,
      rate_date: weighed.rateDate,
      holder,
      month: weighed.month,
      item: wish.item,
      order_number: wish.orderNumber,
      why: wish.why,
      state,
      asked_by_id: caller.staffId,
      asked_at: now(),
      granted_at: state === 'granted' ? now() : null,
      corrects_id: corrected?.id ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const what = grantWords({ ...wish, ...weighed })
  await record(tx, {
    type: state === 'granted' ? 'grant.granted' : 'grant.asked',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    actor: actorOf(caller),
    data: {
      grantId: id,
      kind: wish.kind,
      what,
      why: wish.why,
      ...(corrected ? { correctsId: corrected.id } : {}),
    },
  })
  if (state === 'waiting')
    await askApproval(tx, conversation, {
      for: { kind: 'grant', id },
      subject: what,
      why: wish.why,
      by: { chainId: chainOf(weighed, wish) },
      askedById: caller.staffId,
      actor: actorOf(caller),
      enoughRoles: (['agent', 'supervisor', 'admin'] as const).filter((role) => covers(weighed, wish, role)),
    })
  return { id, state }
}

function refuseUnfit(wish: GrantWish): void {
  if (unitOf[wish.kind] !== 'money' && wish.currency !== undefined)
    throw invalid('currency', 'no_currency', (locale) => m.authority_no_currency({}, { locale }))
  if (unitOf[wish.kind] === 'pieces' && wish.item === '')
    throw invalid('item', 'item_missing', (locale) => m.authority_item_missing({}, { locale }))
}

/** What is wished for in smallest units, and how much of the budget it is. */
async function weigh(
  tx: Tx,
  { brand_id: brandId, id }: Conversation,
  wish: GrantWish,
  corrected: Corrected | undefined,
): Promise<Weighed> {
  const { currency: brandCurrency, limits } = await limitsOf(tx, brandId)
  const countedCurrency = currencyOf(wish.kind, brandCurrency)
  const currency = countedCurrency && currencyNamed(wish.currency ?? countedCurrency)
  const amount = smallest(wish.amount, currency)
  const { day, month } = await today(tx, brandId)
  const counted =
    currency === null || countedCurrency === null
      ? { counted: amount, rate: null, rateDate: null }
      : await countedIn(tx, { brandId, day }, amount, currency, countedCurrency)
  const before = await givenIn(tx, { brandId, id }, wish.kind, { countedCurrency, corrected })
  return { ...counted, amount, currency, countedCurrency, month, limits, before }
}

/** Several small grants of one case are one large one. The conversation is locked, so nobody adds to it meanwhile. */
async function givenIn(
  tx: Tx,
  conversation: { brandId: number; id: number },
  kind: GrantWish['kind'],
  { countedCurrency, corrected }: { countedCurrency: string | null; corrected: Corrected | undefined },
): Promise<Weighed['before']> {
  const { rows } = await sql<Weighed['before']>`
    select coalesce(sum(counted) filter (where holder <> 'exceptions'), 0)::bigint as own,
      coalesce(sum(counted) filter (where holder = 'exceptions'), 0)::bigint as exceptions
    from grants where brand_id = ${conversation.brandId} and conversation_id = ${conversation.id} and kind = ${kind}
      and state in ('waiting', 'granted') and counted_currency is not distinct from ${countedCurrency}
      and id is distinct from ${corrected?.id ?? null}::bigint`.execute(tx)
  return rows[0] ?? { own: 0, exceptions: 0 }
}

const limitFor = ({ limits }: Weighed, { kind }: GrantWish, role: string) =>
  limits.find((one) => one.role === role && one.kind === kind)

/** Whether a role could give as much in one case, with what it has got already. */
function covers(weighed: Weighed, wish: GrantWish, role: string): boolean {
  const limit = limitFor(weighed, wish, role)
  return (
    limit !== undefined && (limit.perCase === null || weighed.before.own + weighed.counted <= limit.perCase)
  )
}

/** Spends from the caller's own budget, and answers whose it was; nothing when the case or the month is beyond it. */
async function takeOwn(
  tx: Tx,
  caller: Caller,
  brandId: number,
  wish: GrantWish,
  weighed: Weighed,
): Promise<string | undefined> {
  const limit = limitFor(weighed, wish, caller.role)
  if (!limit || !covers(weighed, wish, caller.role)) return undefined
  const holder = holderOf(limit, caller)
  const budget = { brandId, kind: wish.kind, holder, month: weighed.month }
  const isTaken = await take(tx, budget, weighed.counted, { perMonth: limit.perMonth, as: 'spent' })
  return isTaken ? holder : undefined
}

/** Whose budget a role's limit is about. */
export const holderOf = ({ role, isShared }: Limit, { staffId }: { staffId: number }): string =>
  isShared ? `role:${role}` : `staff:${staffId}`

/** Reserves what needs approval from what the brand gives that way in a month. */
async function reserveException(tx: Tx, brandId: number, wish: GrantWish, weighed: Weighed): Promise<string> {
  const limit = limitFor(weighed, wish, 'exceptions')
  if (wish.ifAbove === 'refuse' || !limit || limit.chainId === null)
    throw new Refusal(409, 'above_authority', (locale) => m.authority_above({}, { locale }), {
      field: 'amount',
    })
  if (limit.perCase !== null && weighed.before.exceptions + weighed.counted > limit.perCase)
    throw new Refusal(409, 'above_ceiling', (locale) => m.authority_above_ceiling({}, { locale }), {
      field: 'amount',
    })
  const holder = 'exceptions'
  const budget = { brandId, kind: wish.kind, holder, month: weighed.month }
  if (await take(tx, budget, weighed.counted, { perMonth: limit.perMonth, as: 'reserved' })) return holder
  throw new Refusal(409, 'exceptions_spent', (locale) => m.authority_exceptions_spent({}, { locale }), {
    field: 'amount',
  })
}

function chainOf(weighed: Weighed, wish: GrantWish): number {
  const chainId = limitFor(weighed, wish, 'exceptions')?.chainId
  if (!chainId) throw new Error('An exception without a chain was reserved')
  return chainId
}
