import { newToken } from '#platform/crypto.ts'
import type { Tx } from '#platform/database.ts'
import { shownInline } from '#platform/file-kind.ts'
import { notFound } from '#platform/refusal.ts'
import { type Sent, keptFile } from '#platform/serve-file.ts'
import type { Files } from '#platform/files.ts'
import type { Message } from './contract.ts'

type Attachment = Message['attachments'][number]

/** Nothing in a served file may run, load or be framed by others, whatever it turns out to be. */
const filePolicy = "sandbox; default-src 'none'; frame-ancestors 'self'"

/** Keeps an uploaded file, beside its conversation if it is begun, until a message of the same person takes it along. */
export async function attach(
  tx: Tx,
  place: { brandId: number; conversationId: number | null },
  file: { staffId: number; hash: string; size: number; name: string; type: string; isInline: boolean },
): Promise<Attachment> {
  const contentId = file.isInline ? `${newToken().slice(0, 20)}@engawa` : null
  const { id } = await tx
    .insertInto('attachments')
    .values({
      brand_id: place.brandId,
      conversation_id: place.conversationId,
      staff_id: file.staffId,
      file_hash: file.hash,
      name: file.name,
      type: file.type,
      size: file.size,
      content_id: contentId,
      is_inline: file.isInline,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { name, type, size, isInline } = file
  return { id, name, type, size, contentId, isInline, url: `/api/attachments/${id}/content` }
}

/** Discards a file that its uploader has not sent; what was sent stays. */
export async function discard(tx: Tx, staffId: number, id: number): Promise<void> {
  const gone = await tx
    .deleteFrom('attachments')
    .where('brand_id', 'in', tx.inBrands.length > 0 ? [...tx.inBrands] : [0])
    .where('id', '=', id)
    .where('staff_id', '=', staffId)
    .where('message_id', 'is', null)
    .executeTakeFirst()
  if (gone.numDeletedRows === 0n) throw notFound('attachment')
}

/** An attachment's content: safe pictures to be shown, everything else to be saved. */
export async function attachmentContent(
  tx: Tx,
  files: Files,
  where: { id: number } | { messageId: number; contentId: string },
  wish: { download: boolean },
): Promise<Sent> {
  const query = tx
    .selectFrom('attachments')
    .select(['file_hash', 'name', 'type'])
    .where('brand_id', 'in', tx.inBrands.length > 0 ? [...tx.inBrands] : [0])
  const found = await ('id' in where
    ? query.where('id', '=', where.id)
    : query.where('message_id', '=', where.messageId).where('content_id', '=', where.contentId).orderBy('id')
  ).executeTakeFirst()
  if (!found) throw notFound('attachment')
  return sentFile(files, found, wish)
}

/** A kept file as it may leave: safe pictures to be shown, everything else to be saved, and nothing in it may run. */
export async function sentFile(
  files: Files,
  found: { file_hash: string; name: string; type: string },
  wish: { download: boolean },
): Promise<Sent> {
  const inline = shownInline.has(found.type) && !wish.download
  return {
    from: await keptFile(files, found.file_hash),
    type: inline ? found.type : harmless(found.type),
    as: { inline, name: found.name },
    policy: filePolicy,
  }
}

/** What a browser might run is named as bytes, should anything ever ignore that it is to be saved. */
function harmless(type: string): string {
  return /html|svg|xml|script/i.test(type) || !/^[\w.+-]+\/[\w.+-]+$/.test(type)
    ? 'application/octet-stream'
    : type
}

/** The raw mail of a message, kept as it arrived. */
export async function messageSource(tx: Tx, files: Files, id: number): Promise<Sent> {
  const found = await tx
    .selectFrom('messages')
    .select(['raw_file', 'conversation_id'])
    .where('brand_id', 'in', tx.inBrands.length > 0 ? [...tx.inBrands] : [0])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found?.raw_file) throw notFound('source')
  return {
    from: await keptFile(files, found.raw_file),
    type: 'message/rfc822',
    as: { inline: false, name: `${found.conversation_id}-${id}.eml` },
    policy: filePolicy,
  }
}
