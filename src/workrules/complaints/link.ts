import { sameSecret, type Vault } from '#platform/crypto.ts'

export const lastsMs = 30 * 86_400_000

/** The part of an address on which one restatement is confirmed: it names nobody, and ends. */
export function confirmToken(vault: Vault, brandId: number, id: number, endsAt: Date): string {
  const until = Math.floor(endsAt.getTime() / 1_000)
  return `${id}-${until}-${signature(vault, brandId, id, until)}`
}

/** The restatement a token is about; undefined when it is made up. Whether it has ended is asked of the restatement itself. */
export function restatementIn(vault: Vault, brandId: number, token: string): number | undefined {
  const [, id = '', until = '', sign = ''] = /^(\d{1,15})-(\d{1,12})-([\w-]{1,100})$/.exec(token) ?? []
  return sameSecret(signature(vault, brandId, Number(id), Number(until)), sign) ? Number(id) : undefined
}

const signature = (vault: Vault, brandId: number, id: number, until: number) =>
  vault.sign(`complaint ${brandId} ${id} ${until}`)
