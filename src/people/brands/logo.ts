import { readFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { m } from '#texts'
import type { Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { typeOfFile } from '#platform/file-kind.ts'
import { FileTooLarge, type Files } from '#platform/files.ts'
import { invalid, notFound, Refusal } from '#platform/refusal.ts'
import { keptFile, type Sent } from '#platform/serve-file.ts'
import { audit } from '../audit.ts'
import { largestLogo } from './contract.ts'
import { isHarmlessDrawing } from './drawing.ts'

export type Logo = { hash: string; type: 'image/png' | 'image/jpeg' | 'image/webp' | 'image/svg+xml' }

/** Takes a picture in, by what it holds and not by its name; a drawing that could do more than be seen is refused. */
export async function readLogo(files: Files, upload: Readable): Promise<Logo> {
  const { hash, size } = await files.keepStream(upload, largestLogo).catch((error) => {
    throw error instanceof FileTooLarge ? logoTooLarge() : error
  })
  const type = size === 0 ? '' : await typeOfFile(files.path(hash), 'logo')
  switch (type) {
    case 'image/png':
    case 'image/jpeg':
    case 'image/webp':
      return { hash, type }
    case 'image/svg+xml':
      if (isHarmlessDrawing(await readFile(files.path(hash), 'utf8'))) return { hash, type }
      throw invalid('logo', 'logo_not_harmless', (locale) => m.people_logo_not_harmless({}, { locale }))
    default:
      throw invalid('logo', 'logo_no_picture', (locale) => m.people_logo_no_picture({}, { locale }))
  }
}

/** Shows a logo on the brand's pages, or none. */
export async function setLogo(tx: Tx, caller: Caller, id: number, logo: Logo | null): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('brands')
    .set({ logo_hash: logo?.hash ?? null, logo_type: logo?.type ?? null })
    .where('id', '=', id)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw notFound('brand')
  await audit(tx, {
    type: 'brand.changed',
    actorId: caller.staffId,
    data: { brandId: id, hasLogo: logo !== null },
  })
}

export async function logoContent(tx: Tx, files: Files, id: number): Promise<Sent> {
  const row = await tx
    .selectFrom('brands')
    .select(['logo_hash', 'logo_type'])
    .where('id', '=', id)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  if (!row?.logo_hash || !row.logo_type) throw notFound('logo')
  return {
    from: await keptFile(files, row.logo_hash),
    type: row.logo_type,
    as: undefined,
    // Opened by itself it is still only a picture.
    policy: "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  }
}

export function logoTooLarge(): Refusal {
  const limit = String(largestLogo / 1024)
  return new Refusal(413, 'logo_too_large', (locale) => m.people_logo_too_large({ limit }, { locale }), {
    field: 'logo',
  })
}
