import { sql } from 'kysely'
import type { WebSocket } from 'ws'
import { type Caller, hasRole } from '#platform/caller.ts'
import { inBrands } from '#platform/database.ts'
import type { CommittedEvent } from '#platform/live.ts'
import type { Desk } from '../desk.ts'
import { closeCodes, type FromServer, fromClient } from './agent-socket-contract.ts'
import { idsOf, isAfter, type Place, placeNow, placeOf, replay } from './agent-socket-cursor.ts'

export type Connection = {
  /** The person as they are now: fewer brands, or gone. */
  becomes(caller: Caller | undefined): void
  beat(): void
  close(): void
}

// A reader that lags this far behind is cut off; it comes back with its cursor.
const mostUnsent = 1024 * 1024
const writingEvery = 800

/** One screen that is told what happens inside its person's brands, from where it left off and in the order of commits. */
export function openConnection(desk: Desk, socket: WebSocket, first: Caller): Connection {
  let caller = first
  let begun = false
  /** Undefined while what was missed is still being read; events wait in line meanwhile. */
  let place: Place | undefined
  let line: CommittedEvent[] = []
  let isFlushing = false
  let watching = new Set<number>()
  let watchCalls = 0
  let wroteAt = 0

  const send = (message: FromServer) => {
    if (socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > mostUnsent) return socket.close(closeCodes.tooSlow)
    socket.send(JSON.stringify(message))
  }
  const flush = () => {
    isFlushing = false
    if (!place) return
    const from = place
    const fresh = line.filter((event) => isAfter(event, from))
    line = []
    const last = fresh.at(-1)
    if (!last) return
    place = { transaction: last.transaction, event_id: last.id }
    send({ events: fresh.map(idsOf), after: last.id })
  }
  const begin = async (after: number | null | undefined) => {
    const known = after ? await placeOf(desk.db, caller.brands, after) : undefined
    const missed = known && (await replay(desk.db, caller.brands, known))
    if (missed) {
      const last = missed.events.at(-1)
      if (last) send({ events: missed.events.map(idsOf), after: last.id })
      place = missed.place
      send({ ready: true, after: place.event_id })
    } else {
      place = await placeNow(desk.db, caller.brands)
      send(after ? { reset: true, after: place.event_id } : { ready: true, after: place.event_id })
    }
    flush()
  }
  const watch = async (ids: readonly number[]) => {
    const call = ++watchCalls
    const visible = await visibleOf(desk, caller, ids)
    if (call === watchCalls) watching = visible
  }
  const hear = async (text: string) => {
    const said = fromClient.parse(JSON.parse(text))
    if (said.watching) await watch(said.watching)
    if (!begun) {
      begun = true
      await begin(said.after)
    }
    if (said.writing !== undefined) tellWriting(said.writing)
  }
  const tellWriting = (conversationId: number) => {
    if (!watching.has(conversationId) || !hasRole(caller, 'agent') || Date.now() - wroteAt < writingEvery)
      return
    wroteAt = Date.now()
    desk.live.tell('typing', { conversationId, who: 'staff', staffId: caller.staffId, name: caller.name })
  }

  socket.on('message', (data) => {
    hear(String(data)).catch((error) => {
      const isTheirs = error instanceof SyntaxError || error?.name === 'ZodError' || error?.issues
      if (!isTheirs) desk.log.warn({ err: error }, 'A live connection could not be served')
      socket.close(isTheirs ? closeCodes.unreadable : 1011)
    })
  })
  const stopEvents = desk.live.onEvent((event) => {
    if (!begun || !caller.brands.includes(event.brandId)) return
    line.push(event)
    // All that one reading brought goes out as one message.
    if (!isFlushing) setImmediate(flush)
    isFlushing = true
  })
  const stopTold = desk.live.onTold((topic, body) => {
    const told = forThis(topic, body, caller, watching)
    if (told) send({ told })
  })
  return {
    becomes(now) {
      if (!now) return socket.close(closeCodes.signedOut)
      const lost = caller.brands.some((brand) => !now.brands.includes(brand))
      caller = now
      if (lost) watch([...watching]).catch(() => socket.close(1011))
    },
    beat: () => send({ beat: true }),
    close() {
      stopEvents()
      stopTold()
    },
  }
}

/** Passing news goes only to who looks at the conversation and may; a notice only to whom it is for. */
function forThis(topic: string, body: unknown, caller: Caller, watching: ReadonlySet<number>) {
  if (typeof body !== 'object' || body === null) return undefined
  const facts = body as Record<string, unknown>
  if (topic === 'notice')
    return facts.staffId === caller.staffId ? ({ topic, body: facts } as const) : undefined
  if (topic === 'deadlines' && Array.isArray(facts.conversationIds)) {
    const conversationIds = facts.conversationIds.map(Number).filter((id) => watching.has(id))
    return conversationIds.length > 0 ? ({ topic, body: { conversationIds } } as const) : undefined
  }
  if (topic !== 'typing' && topic !== 'presence') return undefined
  return watching.has(Number(facts.conversationId)) ? ({ topic, body: facts } as const) : undefined
}

async function visibleOf(desk: Desk, caller: Caller, ids: readonly number[]): Promise<Set<number>> {
  if (ids.length === 0 || caller.brands.length === 0) return new Set()
  const { rows } = await inBrands(desk.db, caller.brands, (tx) =>
    sql<{ id: number }>`
      select id from conversations
      where brand_id = any (${[...caller.brands]}::bigint[]) and id = any (${[...ids]}::bigint[])`.execute(
      tx,
    ),
  )
  return new Set(rows.map((row) => row.id))
}
