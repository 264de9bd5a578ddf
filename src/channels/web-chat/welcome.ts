import { sql } from 'kysely'
import { inBrands } from '#platform/database.ts'
import type { Desk } from '../../desk.ts'
import type { ChatBrand } from './brand.ts'
import type { ServerFrame } from './frames.ts'
import { chatState, messagesBefore, messagesSince } from './history.ts'
import type { Hub } from './hub.ts'
import type { Line } from './line.ts'
import { fileLinks } from './link-file.ts'
import { conversationIdOf, type Visitor, visitorFor } from './visitor.ts'

/**
 * Lets a window in by its token and brings it up to date: from its cursor, or with the newest messages when it has none. The line
 * joins before anything is read, so that nothing falls in between.
 */
export async function welcome(
  desk: Desk,
  hub: Hub,
  brand: ChatBrand,
  hello: { token: string; cursor: number },
  send: (frame: ServerFrame) => void,
): Promise<{ line: Line; visitor: Visitor; frame: Extract<ServerFrame, { type: 'welcome' }> }> {
  const { visitor, conversationId } = await inBrands(desk.db, [brand.id], async (tx) => {
    const found = await visitorFor(tx, brand.id, hello.token)
    await sql`update visitors set last_seen_at = now(), left_at = null where brand_id = ${brand.id} and id = ${found.id}`.execute(
      tx,
    )
    return { visitor: found, conversationId: await conversationIdOf(tx, found) }
  })
  const line: Line = { brandId: brand.id, visitorId: visitor.id, conversationId, cursor: hello.cursor, send }
  hub.join(line)
  try {
    return { line, visitor, frame: await readUp(desk, brand, visitor, line, hello.cursor) }
  } catch (error) {
    hub.part(line)
    throw error
  }
}

async function readUp(
  desk: Desk,
  brand: ChatBrand,
  visitor: Visitor,
  line: Line,
  cursor: number,
): Promise<Extract<ServerFrame, { type: 'welcome' }>> {
  const { conversationId } = line
  return inBrands(desk.db, [brand.id], async (tx) => {
    const state = await chatState(tx, visitor, conversationId)
    line.cursor = Math.max(line.cursor, state.cursor)
    if (conversationId === null) return { type: 'welcome', state, messages: [], hasEarlier: false }
    const at = { brandId: brand.id, id: conversationId }
    const link = fileLinks(desk.vault, brand.slug)
    if (cursor > 0) {
      return {
        type: 'welcome',
        state,
        messages: await messagesSince(tx, at, cursor, link),
        hasEarlier: false,
      }
    }
    return { type: 'welcome', state, ...(await messagesBefore(tx, at, Number.MAX_SAFE_INTEGER, link)) }
  })
}
