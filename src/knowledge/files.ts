import { sql } from 'kysely'
import type { z } from 'zod'
import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { shownInline } from '#platform/file-kind.ts'
import type { Files } from '#platform/files.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { keptFile, type Sent } from '#platform/serve-file.ts'
import { articleFor, textFor } from './door.ts'
import { addressOfFile } from './file-address.ts'
import type { articleFile } from './files-contract.ts'

type Place = { id: number; locale: Locale }

/** Nothing in a served file may run, load or be framed by others, whatever it turns out to be. */
const filePolicy = "sandbox; default-src 'none'; media-src 'self'; frame-ancestors 'self'"
const videos: ReadonlySet<string> = new Set(['video/mp4', 'video/webm', 'video/quicktime'])

/** Where a file is to be kept: a language of an article that has been begun. */
export async function placeFor(tx: Tx, place: Place): Promise<{ brandId: number }> {
  const article = await articleFor(tx, place.id, 'change')
  await textFor(tx, article, place.locale)
  return { brandId: article.brand_id }
}

/** Keeps an uploaded file beside one language of an article, until its text names it. */
export async function keepFile(
  tx: Tx,
  place: Place,
  file: { hash: string; size: number; name: string; type: string; staffId: number },
): Promise<z.infer<typeof articleFile>> {
  const { brandId } = await placeFor(tx, place)
  const { id } = await tx
    .insertInto('article_files')
    .values({
      brand_id: brandId,
      article_id: place.id,
      locale: place.locale,
      file_hash: file.hash,
      name: file.name,
      type: file.type,
      size: file.size,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, {
    type: 'article.file_added',
    brandId,
    actor: { kind: 'staff', id: file.staffId },
    data: { articleId: place.id, locale: place.locale, fileId: id, name: file.name },
  })
  return { id, name: file.name, type: file.type, size: file.size, url: addressOfFile(id) }
}

/** Deletes a file that no text needs: neither a draft, nor any version that was ever published and may be restored. */
export async function deleteFile(tx: Tx, id: number, staffId: number): Promise<void> {
  const file = await tx
    .selectFrom('article_files')
    .select(['brand_id', 'article_id', 'locale', 'name'])
    .where('brand_id', 'in', [0, ...tx.inBrands])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!file) throw notFound('file')
  await articleFor(tx, file.article_id, 'change')
  const named = `/article-files/${id}"`
  const { rows } = await sql<{ isUsed: boolean }>`
    select exists (select from article_texts where brand_id = ${file.brand_id} and article_id = ${file.article_id}
        and strpos(html, ${named}) > 0)
      or exists (select from article_versions where brand_id = ${file.brand_id} and article_id = ${file.article_id}
        and strpos(html, ${named}) > 0) as "isUsed"`.execute(tx)
  if (rows[0]?.isUsed) throw fileUsed()
  await tx.deleteFrom('article_files').where('brand_id', '=', file.brand_id).where('id', '=', id).execute()
  await record(tx, {
    type: 'article.file_deleted',
    brandId: file.brand_id,
    actor: { kind: 'staff', id: staffId },
    data: { articleId: file.article_id, locale: file.locale, fileId: id, name: file.name },
  })
}

/**
 * A file's content. `tx` stands inside every brand, since readers stand inside none: they get what the published text of a public
 * article shows at this moment, and staff get what is of their brands.
 */
export async function fileContent(
  tx: Tx,
  files: Files,
  id: number,
  reader: { brands: readonly number[]; download: boolean },
): Promise<Sent> {
  const { rows } = await sql<{ hash: string; name: string; type: string }>`
    select f.file_hash as hash, f.name, f.type from article_files f
    where f.brand_id = any (${[...tx.inBrands]}::bigint[]) and f.id = ${id}
      and (f.brand_id = any (${[...reader.brands]}::bigint[]) or exists (
        select from articles a
        join article_texts t on t.brand_id = a.brand_id and t.article_id = a.id
        join article_versions v on v.brand_id = t.brand_id and v.id = t.published_version_id
        join brands b on b.id = a.brand_id
        where a.brand_id = f.brand_id and a.id = f.article_id and a.audience = 'public' and a.archived_at is null
          and b.archived_at is null and strpos(v.html, '/article-files/' || f.id || '"') > 0))`.execute(tx)
  const [found] = rows
  if (!found) throw notFound('file')
  const isShown = (shownInline.has(found.type) || videos.has(found.type)) && !reader.download
  return {
    from: await keptFile(files, found.hash),
    type:
      isShown || /^(?:application\/pdf|text\/(?:plain|csv))$/.test(found.type)
        ? found.type
        : 'application/octet-stream',
    as: { inline: isShown, name: found.name },
    policy: filePolicy,
  }
}

function fileUsed(): Refusal {
  return new Refusal(409, 'file_used', (locale) => m.knowledge_file_used({}, { locale }))
}
