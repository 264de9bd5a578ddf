import { sql } from 'kysely'
import { inAllBrands, inBrands, type Tx } from '#platform/database.ts'
import type { RecordedEvent } from '#platform/outbox.ts'
import type { Desk } from '../../desk.ts'
import { chatState, messagesSince } from './history.ts'
import { leave } from './leave.ts'
import { type Line, openLines } from './line.ts'
import { fileLinks } from './link-file.ts'
import { conversationIdOf, visitorById } from './visitor.ts'

/** The visitors connected to this process, and what is pushed to them. */
export type Hub = {
  join(line: Line): void
  part(line: Line): void
  moved(visitorId: number, conversationId: number): void
  stop(): Promise<void>
}

const heartbeat = 15_000

export function openHub(desk: Desk): Hub {
  const lines = openLines()
  const pushing = new Map<number, { again: boolean; since: number }>()

  const push = async (brandId: number, conversationId: number, since: number) => {
    const running = pushing.get(conversationId)
    if (running) {
      running.again = true
      running.since = Math.min(running.since, since)
      return
    }
    const turn = { again: false, since }
    pushing.set(conversationId, turn)
    try {
      do {
        turn.again = false
        const from = turn.since
        turn.since = Number.MAX_SAFE_INTEGER
        await pushNews(desk, lines.inConversation(conversationId), brandId, conversationId, from)
      } while (turn.again)
    } catch (error) {
      // Whoever missed this catches up by cursor, at the latest when connecting again.
      desk.log.warn({ err: error }, 'Visitors could not be told what is new')
    } finally {
      pushing.delete(conversationId)
    }
  }

  const heard = async (event: RecordedEvent) => {
    const { conversationId, brandId } = event
    if (conversationId === null) return
    if (isFirstOfChat(event) && lines.withoutConversation()) await adopt(event.brandId, conversationId)
    if (lines.inConversation(conversationId).length === 0) return
    if (/merged|split/.test(event.type)) await resettle(conversationId)
    await push(brandId, conversationId, event.id - 1)
  }

  /** Other windows of a visitor whose first message has just made the conversation. */
  const adopt = async (brandId: number, conversationId: number) => {
    const owners = await inBrands(desk.db, [brandId], (tx) =>
      tx
        .selectFrom('visitors')
        .select('id')
        .where('brand_id', '=', brandId)
        .where('conversation_id', '=', conversationId)
        .execute(),
    )
    for (const { id } of owners) moved(id, conversationId)
  }

  const moved = (visitorId: number, conversationId: number) => {
    for (const line of lines.ofVisitor(visitorId)) {
      if (line.conversationId === null) lines.move(line, conversationId)
    }
  }

  const resettle = async (conversationId: number) => {
    for (const line of lines.inConversation(conversationId)) {
      const now = await inBrands(desk.db, [line.brandId], async (tx) =>
        conversationIdOf(tx, await visitorById(tx, { brand_id: line.brandId, id: line.visitorId })),
      )
      lines.move(line, now)
      if (now !== null && now !== conversationId) void push(line.brandId, now, 0)
    }
  }

  const renew = (there: readonly Line[]) =>
    stillHere(desk, there).catch((error) => desk.log.warn({ err: error }, 'Visitors not renewed'))

  const stopEvents = desk.live.onEvent((event) => {
    heard(event).catch((error) => desk.log.warn({ err: error }, 'An event did not reach visitors'))
  })
  const stopTold = desk.live.onTold((topic, body) => {
    const told = body as { conversationId?: number; visitorId?: number; who?: string; name?: string }
    // Their window at another process has closed; one here is still open.
    if (topic === 'visitor left') void renew(lines.ofVisitor(told.visitorId ?? 0))
    const there = lines.inConversation(told.conversationId ?? 0)
    if (there.length === 0) return
    if (topic === 'typing' && told.who === 'staff') {
      for (const line of there) line.send({ type: 'typing', name: told.name ?? '' })
    }
    const [first] = there
    if (topic === 'read' && first?.conversationId) {
      void push(first.brandId, first.conversationId, Number.MAX_SAFE_INTEGER)
    }
  })
  const beat = setInterval(() => void renew([...lines.all]), heartbeat)
  const leaving = new Set<Promise<void>>()

  return {
    join: (line) => lines.add(line),
    part(line) {
      lines.remove(line)
      if (line.conversationId === null || lines.ofVisitor(line.visitorId).length > 0) return
      const going = leave(desk, line)
        .then(() => desk.live.tell('visitor left', { visitorId: line.visitorId }))
        .catch((error) => desk.log.warn({ err: error }, 'A visitor left unseen'))
      leaving.add(going)
      going.finally(() => leaving.delete(going))
    },
    moved,
    async stop() {
      stopEvents()
      stopTold()
      clearInterval(beat)
      await Promise.all(leaving)
    },
  }
}

const isFirstOfChat = (event: RecordedEvent) =>
  event.type === 'message.received' && event.data.isFirst === true && event.data.channel === 'chat'

/** Sends what is new after `since` to every window of a conversation; a window may get a message twice and shows it once. */
async function pushNews(
  desk: Desk,
  lines: readonly Line[],
  brandId: number,
  conversationId: number,
  since: number,
): Promise<void> {
  if (lines.length === 0) return
  const from = Math.min(since, ...lines.map((line) => line.cursor))
  const visitors = new Set(lines.map((line) => line.visitorId))
  await inBrands(desk.db, [brandId], async (tx) => {
    const slug = await slugOf(tx, brandId)
    for (const id of visitors) {
      const visitor = await visitorById(tx, { brand_id: brandId, id })
      // The state is read first: what is committed in between is told twice rather than never.
      const state = await chatState(tx, visitor, conversationId)
      const messages = await messagesSince(
        tx,
        { brandId, id: conversationId },
        from,
        fileLinks(desk.vault, slug),
      )
      for (const line of lines) {
        if (line.visitorId !== id) continue
        line.send({ type: 'news', state, messages })
        line.cursor = Math.max(line.cursor, state.cursor)
      }
    }
  })
}

/** Asked on the transaction's own connection: asking the pool for a second one, when all of them push, would wait for ever. */
async function slugOf(tx: Tx, brandId: number): Promise<string> {
  const { slug } = await tx
    .selectFrom('brands')
    .select('slug')
    .where('id', '=', brandId)
    .executeTakeFirstOrThrow()
  return slug
}

/** Other processes and the mail that follows a visitor must know who is here. */
async function stillHere(desk: Desk, lines: readonly Line[]): Promise<void> {
  const ids = [...new Set(lines.filter((line) => line.conversationId !== null).map((line) => line.visitorId))]
  if (ids.length === 0) return
  await inAllBrands(desk.db, (tx) =>
    sql`update visitors set last_seen_at = now(), left_at = null where brand_id = any (${[...tx.inBrands]}::bigint[]) and id = any (${ids}::bigint[])`.execute(
      tx,
    ),
  )
}
