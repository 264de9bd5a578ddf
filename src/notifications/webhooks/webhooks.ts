import { randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import type { Selectable } from 'kysely'
import type { Webhooks } from '#database/tables.ts'
import { m } from '#texts'
import { audit } from '#people/audit.ts'
import { afterId, pageById } from '#people/page.ts'
import type { Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Vault } from '#platform/crypto.ts'
import type { Tx } from '#platform/database.ts'
import { invalid, notFound } from '#platform/refusal.ts'
import { isPrivateAddress } from '#platform/private-addresses.ts'

type Desk = { vault: Vault; allowsPrivateAddresses: boolean }
type Wish = {
  url?: string | undefined
  description?: string | undefined
  eventTypes?: string[] | undefined
  isDisabled?: boolean | undefined
}

export async function listWebhooks(
  tx: Tx,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
) {
  const rows = await visible(tx)
    .where('id', '>', afterId(cursor))
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  return pageById(rows.map(shown), limit)
}

/** Makes a webhook with a secret of its own, which is answered this once. */
export async function createWebhook(
  tx: Tx,
  desk: Desk,
  caller: Caller,
  wish: { brandId: number; url: string; description: string; eventTypes: string[] },
) {
  if (!tx.inBrands.includes(wish.brandId)) throw notFound('brand')
  refusePrivate(desk, wish.url)
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  const row = await tx
    .insertInto('webhooks')
    .values({
      brand_id: wish.brandId,
      url: wish.url,
      description: wish.description,
      event_types: wish.eventTypes,
      secret: desk.vault.lock(secret),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await audit(tx, {
    type: 'webhook.created',
    actorId: caller.staffId,
    data: { webhookId: row.id, url: row.url },
  })
  return { ...shown(row), secret }
}

/** Changes a webhook. Switched on again, it begins with what happens from now on. */
export async function changeWebhook(tx: Tx, desk: Desk, caller: Caller, id: number, wish: Wish) {
  const { brandId } = await webhookOf(tx, id)
  if (wish.url !== undefined) refusePrivate(desk, wish.url)
  const { url, description, eventTypes, isDisabled } = wish
  const columns = {
    ...(url === undefined ? {} : { url }),
    ...(description === undefined ? {} : { description }),
    ...(eventTypes === undefined ? {} : { event_types: eventTypes }),
    ...(isDisabled === true ? { disabled_at: now(), disabled_reason: 'by staff' } : {}),
    ...(isDisabled === false ? { disabled_at: null, disabled_reason: null, failing_since: null } : {}),
  }
  if (Object.keys(columns).length > 0) {
    await tx
      .updateTable('webhooks')
      .set(columns)
      .where('brand_id', '=', brandId)
      .where('id', '=', id)
      .execute()
    await audit(tx, {
      type: 'webhook.changed',
      actorId: caller.staffId,
      data: { webhookId: id, ...wish },
    })
  }
  return webhookOf(tx, id)
}

/** Deletes a webhook with its log; what was on its way ends. */
export async function deleteWebhook(tx: Tx, caller: Caller, id: number): Promise<void> {
  const { brandId, url } = await webhookOf(tx, id)
  await tx.deleteFrom('webhooks').where('brand_id', '=', brandId).where('id', '=', id).execute()
  await audit(tx, { type: 'webhook.deleted', actorId: caller.staffId, data: { webhookId: id, url } })
}

/** The door to one webhook: what stands outside the caller's brands is not there. */
export async function webhookOf(tx: Tx, id: number) {
  const row = await visible(tx).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('webhook')
  return shown(row)
}

function visible(tx: Tx) {
  return tx
    .selectFrom('webhooks')
    .selectAll()
    .where('brand_id', 'in', [0, ...tx.inBrands])
}

function shown(row: Selectable<Webhooks>) {
  return {
    id: row.id,
    brandId: row.brand_id,
    url: row.url,
    description: row.description,
    eventTypes: row.event_types,
    isDisabled: row.disabled_at !== null,
    disabledReason: row.disabled_reason,
    createdAt: row.created_at,
  }
}

/** Said at once where the address shows it; names are looked up, and refused, when something is sent. */
function refusePrivate(desk: Desk, url: string): void {
  if (desk.allowsPrivateAddresses) return
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '')
  const isOwn = host === 'localhost' || host.endsWith('.localhost') || host.endsWith('.internal')
  if (isOwn || (isIP(host) !== 0 && isPrivateAddress(host))) {
    throw invalid('url', 'private_address', (locale) => m.notifications_private_address({}, { locale }))
  }
}
