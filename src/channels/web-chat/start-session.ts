import { newToken, hashToken } from '#platform/crypto.ts'
import { lockByName, type Tx } from '#platform/database.ts'
import type { ChatBrand } from './brand.ts'
import { attachShopper, findShopper } from './attach-identity.ts'
import { changeVisitor, findVisitor, type Visitor, visitorById } from './visitor.ts'
import type { Shopper } from './verify-identity.ts'

export type SessionWish = {
  token: string | undefined
  language: string
  page: string | undefined
  timeZone: string | undefined
}

/**
 * Begins or continues a visitor's session and returns the token the browser keeps; only its hash is stored. A session that
 * belongs to a signed-in shopper is continued only by the same shopper: who uses the computer after them starts anew.
 */
export async function startSession(
  tx: Tx,
  brand: ChatBrand,
  wish: SessionWish,
  shopper: Shopper | undefined,
): Promise<{ token: string; visitor: Visitor }> {
  // Several windows may open at one moment: the first makes the customer, the others find it.
  if (shopper) await lockByName(tx, `${brand.id}:windows of shopper:${shopper.id}`)
  const known = wish.token === undefined ? undefined : await findVisitor(tx, brand.id, wish.token)
  const about = {
    language: wish.language,
    ...(wish.page === undefined ? {} : { page: wish.page }),
    ...(wish.timeZone === undefined ? {} : { time_zone: wish.timeZone }),
  }
  if (known && wish.token !== undefined && (await isTheirs(tx, known, shopper))) {
    await changeVisitor(tx, known, about)
    if (shopper) await attachShopper(tx, known, shopper)
    return { token: wish.token, visitor: await visitorById(tx, known) }
  }
  const token = newToken('v_')
  const visitor = await tx
    .insertInto('visitors')
    .values({ brand_id: brand.id, token_hash: hashToken(token), ...about })
    .returningAll()
    .executeTakeFirstOrThrow()
  if (shopper) await attachShopper(tx, visitor, shopper)
  return { token, visitor: await visitorById(tx, visitor) }
}

async function isTheirs(tx: Tx, visitor: Visitor, shopper: Shopper | undefined): Promise<boolean> {
  if (!visitor.is_verified) return true
  if (!shopper) return false
  const customerId = await findShopper(tx, visitor.brand_id, shopper)
  return customerId === visitor.customer_id
}
