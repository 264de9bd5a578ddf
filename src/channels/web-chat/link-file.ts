import { sameSecret, type Vault } from '#platform/crypto.ts'
import { now } from '#platform/clock.ts'

/** Makes the address under which a visitor's browser may fetch one attachment. */
export type FileLink = (brandId: number, attachmentId: number) => string

const lasts = 24 * 60 * 60 * 1_000

/** Addresses that carry their own permission and end: a picture in a page cannot send a token along. */
export function fileLinks(vault: Vault, slug: string): FileLink {
  return (brandId, id) => {
    // Rounded up, so that the same file keeps its address for a while and the browser's cache helps.
    const until = Math.ceil((now().getTime() + lasts) / lasts) * lasts
    return `/widget/${slug}/files/${id}?until=${until}&sign=${signature(vault, brandId, id, until)}`
  }
}

export function mayFetch(
  vault: Vault,
  file: { brandId: number; id: number; until: number; sign: string },
): boolean {
  return (
    file.until > now().getTime() && sameSecret(signature(vault, file.brandId, file.id, file.until), file.sign)
  )
}

const signature = (vault: Vault, brandId: number, id: number, until: number) =>
  vault.sign(`chat file ${brandId} ${id} ${until}`)
