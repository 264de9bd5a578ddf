import { now } from '#platform/clock.ts'
import { sameSecret, type Vault } from '#platform/crypto.ts'
import type { Tx } from '#platform/database.ts'

const lasts = 7 * 86_400_000

/** Whose page it is: the holder of a mailbox, and the customer that mailbox belongs to. */
export type Owner = { brandId: number; customerId: number; address: string; shown: string; name: string }

/** The part of an address that opens the page of whoever reads this mailbox; it names nobody, and ends. */
export function ownToken(vault: Vault, brandId: number, identityId: number): string {
  const until = Math.floor((now().getTime() + lasts) / 1_000)
  return `${identityId}-${until}-${signature(vault, brandId, identityId, until)}`
}

/** Whom a token belongs to; undefined when it is made up, has ended, or the mailbox is nobody's any more. */
export async function ownerOf(
  tx: Tx,
  vault: Vault,
  brandId: number,
  token: string,
): Promise<Owner | undefined> {
  const [, identity = '', until = '', sign = ''] = /^(\d{1,15})-(\d{1,12})-([\w-]+)$/.exec(token) ?? []
  if (!sameSecret(signature(vault, brandId, Number(identity), Number(until)), sign)) return undefined
  if (Number(until) * 1_000 < now().getTime()) return undefined
  const found = await tx
    .selectFrom('identities')
    .innerJoin('customers', (join) =>
      join
        .onRef('customers.brand_id', '=', 'identities.brand_id')
        .onRef('customers.id', '=', 'identities.customer_id'),
    )
    .select(['identities.customer_id', 'identities.value', 'identities.shown', 'customers.name'])
    .where('identities.brand_id', '=', brandId)
    .where('identities.id', '=', Number(identity))
    .where('identities.kind', '=', 'email')
    .executeTakeFirst()
  if (!found) return undefined
  const { customer_id: customerId, value: address, shown, name } = found
  return { brandId, customerId, address, shown, name: name ?? '' }
}

const signature = (vault: Vault, brandId: number, identityId: number, until: number) =>
  vault.sign(`own page ${brandId} ${identityId} ${until}`)
