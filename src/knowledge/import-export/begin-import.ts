import { zipSync } from 'fflate'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { addJob } from '#platform/jobs.ts'
import { notFound } from '#platform/refusal.ts'
import type { Format, TextFile } from './contract.ts'

export type ImportWish = {
  brandId: number
  format: Format
  name: string
  hash: string
  publishes: boolean
  isTrial: boolean
  leavesOutMistakes: boolean
}

/** Takes on an import of a file that is kept already; the work is a job's. Answers its number. */
export async function beginImport(tx: Tx, wish: ImportWish, staffId: number): Promise<number> {
  if (!tx.inBrands.includes(wish.brandId)) throw notFound('brand')
  const { id } = await tx
    .insertInto('article_imports')
    .values({
      brand_id: wish.brandId,
      staff_id: staffId,
      name: wish.name,
      format: wish.format,
      file_hash: wish.hash,
      publishes: wish.publishes,
      is_trial: wish.isTrial,
      leaves_out_mistakes: wish.leavesOutMistakes,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (!wish.isTrial)
    await record(tx, {
      type: 'articles.import_begun',
      brandId: wish.brandId,
      actor: { kind: 'staff', id: staffId },
      data: { importId: id, name: wish.name, format: wish.format, publishes: wish.publishes },
    })
  // One at a time for a brand, behind everything that somebody waits for.
  const queue = `article-imports:${wish.brandId}`
  await addJob(tx, 'import-articles', { brandId: wish.brandId, id }, { queue, priority: 100, maxAttempts: 5 })
  return id
}

/** Texts as the one file that an import is begun with. */
export function asZip(files: readonly TextFile[]): Uint8Array {
  const encoder = new TextEncoder()
  return zipSync(Object.fromEntries(files.map((file) => [file.name, encoder.encode(file.text)])), {
    level: 1,
  })
}
