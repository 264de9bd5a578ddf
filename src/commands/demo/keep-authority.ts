import { sql } from 'kysely'
import { chain, grants, limits, rates, type SampleGrant } from '#database/sample/authority.ts'
import { conversationFor } from '#conversations/door.ts'
import type { Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import { inBrands, type Tx } from '#platform/database.ts'
import { createChain } from '#workrules/approvals/chains.ts'
import { decide } from '#workrules/approvals/decide.ts'
import { tendApproval } from '#workrules/approvals/tend.ts'
import { kinds, roles } from '#workrules/authority/contract.ts'
import { markPaid, settleGrant, withdrawGrant } from '#workrules/authority/end.ts'
import { grant } from '#workrules/authority/grant.ts'
import { changeAuthority } from '#workrules/authority/limits.ts'
import { today } from '#workrules/authority/month.ts'
import { keepRate } from '#workrules/authority/rates.ts'
import type { Desk } from '../../desk.ts'
import type { Dice } from './dice.ts'
import type { Shop } from './furnish.ts'

const hour = 3_600_000

/** What the sample's people may give, what they gave this month, and what waits for a yes. */
export async function keepAuthority(desk: Desk, shop: Shop, dice: Dice): Promise<void> {
  const { brandId } = shop
  const late: number[] = []
  await inBrands(desk.db, [brandId], async (tx) => {
    await setLimits(tx, shop)
    await keepRates(tx, brandId)
    const taken: number[] = []
    for (const sample of grants) {
      const conversationId = await conversationOf(tx, brandId, sample, taken, dice)
      if (conversationId === undefined) continue
      taken.push(conversationId)
      const approvalId = await play(tx, shop, conversationId, sample)
      if (sample.isLate && approvalId !== undefined) late.push(approvalId)
    }
  })
  for (const id of late) await tendApproval(desk.db, { brandId, id }, settleGrant)
}

async function setLimits(tx: Tx, shop: Shop): Promise<void> {
  const admin = callerOf(shop, 'admin')
  const { id: chainId } = await createChain(tx, { ...chain, brandId: shop.brandId }, { kind: 'system' })
  const rows = roles.flatMap((role) =>
    kinds.map((kind) => {
      const [perCase, perMonth] = limits[role][kind]
      return {
        role,
        kind,
        perCase,
        perMonth,
        isShared: false,
        chainId: role === 'exceptions' ? chainId : null,
      }
    }),
  )
  await changeAuthority(tx, admin, { brandId: shop.brandId, currency: 'JPY', limits: rows })
  const supervisor = callerOf(shop, 'supervisor')
  await tx
    .insertInto('approval_deputies')
    .values({ brand_id: shop.brandId, staff_id: supervisor.staffId, deputy_id: admin.staffId })
    .execute()
}

async function keepRates(tx: Tx, brandId: number): Promise<void> {
  const first = Temporal.PlainDate.from((await today(tx, brandId)).month)
  for (const [from, values] of Object.entries(rates)) {
    for (const [months, rate] of values.entries()) {
      const date = first.subtract({ months }).toString()
      await keepRate(tx, { brandId, from, to: 'JPY', date, rate }, { kind: 'system' })
    }
  }
}

/** One in the language of the grant that nothing was given in yet; what waits stands in one under way. */
async function conversationOf(
  tx: Tx,
  brandId: number,
  { language, about, hoursAgo, decided }: SampleGrant,
  taken: readonly number[],
  dice: Dice,
): Promise<number | undefined> {
  const isOpen = hoursAgo < 24 && !decided
  const { rows } = await sql<{ id: number; subject: string }>`
    select id, subject from conversations where brand_id = ${brandId} and language = ${language}
      and status = any (${isOpen ? ['open', 'pending_customer'] : ['resolved', 'closed', 'open', 'pending_customer']}::text[])
      and not id = any (${[...taken]}::bigint[]) and merged_into_id is null
    order by id desc limit 120`.execute(tx)
  const fitting = rows.filter(({ subject }) => about.test(subject)).slice(0, 12)
  return fitting.length > 0 ? dice.pick(fitting).id : rows[0]?.id
}

/** Gives it as its person would, and moves it to its place in time. */
async function play(
  tx: Tx,
  shop: Shop,
  conversationId: number,
  sample: SampleGrant,
): Promise<number | undefined> {
  const { brandId } = shop
  const conversation = await conversationFor(tx, conversationId, 'change')
  const { kind, amount, currency, item = '', why } = sample
  const { id } = await grant(tx, callerOf(shop, sample.by), conversation, {
    kind,
    amount,
    ...(currency ? { currency } : {}),
    item,
    orderNumber: conversation.order_number,
    why,
    ifAbove: 'ask',
  })
  const approval = await tx
    .selectFrom('approvals')
    .select('id')
    .where('brand_id', '=', brandId)
    .where('for_id', '=', id)
    .executeTakeFirst()
  if (approval && sample.decided) {
    const supervisor = callerOf(shop, 'supervisor')
    const decision = await decide(tx, supervisor, approval.id, sample.decided)
    if (decision) await settleGrant(tx, supervisor, decision)
  }
  if (sample.paid) await markPaid(tx, callerOf(shop, 'supervisor'), id, { reference: sample.paid })
  if (sample.withdrawn) await withdrawGrant(tx, callerOf(shop, sample.by), id, sample.withdrawn)
  await moveBack(tx, { brandId, conversationId, id, approvalId: approval?.id }, sample)
  return approval?.id
}

type Played = { brandId: number; conversationId: number; id: number; approvalId: number | undefined }

/** Not before the month in which it counts. */
async function moveBack(tx: Tx, { brandId, conversationId, id, approvalId }: Played, sample: SampleGrant) {
  const start = new Date(`${(await today(tx, brandId)).month}T00:00:00Z`).getTime()
  const at = new Date(Math.max(now().getTime() - sample.hoursAgo * hour, start))
  const ended = new Date(Math.min(at.getTime() + 2 * hour, now().getTime()))
  await sql`
    update grants set asked_at = ${at}, paid_at = case when paid_at is not null then ${ended}::timestamptz end,
      granted_at = case when granted_at is not null then ${sample.decided ? ended : at}::timestamptz end,
      ended_at = case when ended_at is not null then ${ended}::timestamptz end
    where brand_id = ${brandId} and id = ${id}`.execute(tx)
  await sql`
    update events set at = case when type in ('grant.asked', 'approval.asked') then ${at}::timestamptz
      when type = 'grant.granted' and not data ? 'askedById' then ${at}::timestamptz else ${ended}::timestamptz end
    where brand_id = ${brandId} and conversation_id = ${conversationId} and (type like 'grant.%' or type like 'approval.%')`.execute(
    tx,
  )
  if (approvalId === undefined) return
  await sql`
    update approvals set asked_at = ${at}, level_since = ${at},
      due_at = case when ${sample.isLate === true} then ${ended}::timestamptz else due_at end,
      decided_at = case when decided_at is not null then ${ended}::timestamptz end
    where brand_id = ${brandId} and id = ${approvalId}`.execute(tx)
  await sql`update approval_votes set at = ${ended} where brand_id = ${brandId} and approval_id = ${approvalId}`.execute(
    tx,
  )
}

function callerOf({ people }: Shop, name: SampleGrant['by'] | 'admin'): Caller {
  const found = people.find(({ email }) => email.startsWith(`${name}@`))
  if (!found) throw new Error(`Nobody of the sample is called ${name}`)
  return found
}
