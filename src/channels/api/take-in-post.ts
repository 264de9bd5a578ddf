import { convert } from 'html-to-text'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Incoming } from '#channels/incoming.ts'
import { type FindThread, type TakenIn, takeInWithin } from '#channels/take-in.ts'
import { keepUpload, type Upload } from '#channels/keep-upload.ts'
import { cleanHtml } from '#conversations/clean-html.ts'
import { conversationFor } from '#conversations/door.ts'
import { lockByName, type Tx } from '#platform/database.ts'
import type { Files } from '#platform/files.ts'
import { invalid } from '#platform/refusal.ts'
import { m } from '#texts'
import { Readable } from 'node:stream'
import type { postMessage } from './contract.ts'

export type Post = z.output<typeof postMessage.body>

/** Takes in what somebody's own connector posts, once for each of its ids. */
export async function takeInPost(tx: Tx, files: Files, post: Post): Promise<TakenIn> {
  const html = post.html === undefined ? null : cleanHtml(post.html)
  const text = post.text ?? (html === null ? '' : convert(html, { wordwrap: false }))
  if (text.trim() === '' && post.attachments.length === 0) {
    throw invalid('text', 'empty_message', (locale) => m.api_empty_message({}, { locale }))
  }
  const brandId = await brandOf(tx, post.brand)
  const kept: Upload[] = []
  for (const { name, content } of post.attachments) {
    kept.push(await keepUpload(files, Readable.from([Buffer.from(content, 'base64')]), name))
  }
  const incoming: Incoming = {
    brandId,
    channel: 'api',
    externalId: `api:${post.externalId}`,
    from: {
      kind: 'api',
      value: post.from.id,
      shown: post.from.email ?? post.from.id,
      name: post.from.name,
      isVerified: true,
    },
    kind: 'message',
    subject: post.subject,
    text,
    folded: [],
    html,
    remoteImages: 0,
    attachments: kept.map((file) => ({ ...file, contentId: null, isInline: false })),
    pressed: post.pressed,
  }
  // Two first messages of one conversation may come at the same moment from different people.
  if (post.conversationKey) await lockByName(tx, `${brandId}:api conversation:${post.conversationKey}`)
  const taken = await takeInWithin(tx, incoming, threadOf(post.conversationKey))
  if (!taken.isDuplicate) await remember(tx, brandId, taken, post)
  return taken
}

/** By id or slug, and only inside the caller's walls. */
async function brandOf(tx: Tx, brand: number | string): Promise<number> {
  const found = await tx
    .selectFrom('brands')
    .select('id')
    .where(typeof brand === 'number' ? 'id' : 'slug', '=', brand)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  if (!found || !tx.inBrands.includes(found.id)) {
    throw invalid('brand', 'brand_unknown', (locale) => m.api_brand_unknown({}, { locale }))
  }
  return found.id
}

/** The conversation the connector names; without a name, the person's newest one that is not over. */
function threadOf(key: string | undefined): FindThread {
  return async (tx, { incoming, customer }) => {
    const { rows } =
      key === undefined
        ? await sql<{ id: number }>`
            select id from conversations
            where brand_id = ${incoming.brandId} and customer_id = ${customer.id} and channel = 'api'
              and status not in ('closed', 'spam') and merged_into_id is null
            order by last_message_at desc, id desc limit 1`.execute(tx)
        : await sql<{ id: number }>`
            with recursive led as (
              select c.id, c.merged_into_id from api_conversations key
              join conversations c on (c.brand_id, c.id) = (key.brand_id, key.conversation_id)
              where key.brand_id = ${incoming.brandId} and key.key = ${key}
              union
              select c.id, c.merged_into_id from led
              join conversations c on (c.brand_id, c.id) = (${incoming.brandId}::bigint, led.merged_into_id)
            )
            select id from led where merged_into_id is null`.execute(tx)
    const [found] = rows
    return found && conversationFor(tx, found.id, 'change')
  }
}

async function remember(tx: Tx, brandId: number, taken: TakenIn, post: Post): Promise<void> {
  if (post.conversationKey) {
    await sql`
      insert into api_conversations (brand_id, key, conversation_id) values (${brandId}, ${post.conversationKey}, ${taken.conversationId})
      on conflict do nothing`.execute(tx)
  }
  if (!post.from.email) return
  // An address named by a connector is as good as the connector, which holds a key of this desk; it is still nobody else's.
  await sql`
    insert into identities (brand_id, customer_id, kind, value, shown)
    select ${brandId}, customer_id, 'email', ${post.from.email.toLowerCase()}, ${post.from.email}
    from conversations where brand_id = ${brandId} and id = ${taken.conversationId}
    on conflict do nothing`.execute(tx)
}
