import type { ServerFrame } from './frames.ts'

/** One open window of a visitor, by socket or by a waiting request. */
export type Line = {
  brandId: number
  visitorId: number
  conversationId: number | null
  /** The newest event this window has been told of. */
  cursor: number
  send(frame: ServerFrame): void
}

/** The lines of this process, found by visitor and by conversation. */
export type Lines = {
  all: Set<Line>
  add(line: Line): void
  remove(line: Line): void
  move(line: Line, conversationId: number | null): void
  inConversation(id: number): readonly Line[]
  ofVisitor(id: number): readonly Line[]
  withoutConversation(): boolean
}

export function openLines(): Lines {
  const all = new Set<Line>()
  const byConversation = new Map<number, Set<Line>>()
  const byVisitor = new Map<number, Set<Line>>()
  let homeless = 0
  const join = (line: Line) => {
    if (line.conversationId === null) homeless++
    else put(byConversation, line.conversationId, line)
  }
  const leave = (line: Line) => {
    if (line.conversationId === null) homeless--
    else take(byConversation, line.conversationId, line)
  }
  return {
    all,
    add(line) {
      all.add(line)
      put(byVisitor, line.visitorId, line)
      join(line)
    },
    remove(line) {
      if (!all.delete(line)) return
      take(byVisitor, line.visitorId, line)
      leave(line)
    },
    move(line, conversationId) {
      if (!all.has(line)) return
      leave(line)
      line.conversationId = conversationId
      join(line)
    },
    inConversation: (id) => [...(byConversation.get(id) ?? [])],
    ofVisitor: (id) => [...(byVisitor.get(id) ?? [])],
    withoutConversation: () => homeless > 0,
  }
}

function put(map: Map<number, Set<Line>>, key: number, line: Line): void {
  const set = map.get(key)
  if (set) set.add(line)
  else map.set(key, new Set([line]))
}

function take(map: Map<number, Set<Line>>, key: number, line: Line): void {
  const set = map.get(key)
  set?.delete(line)
  if (set?.size === 0) map.delete(key)
}
