import { useEffect, useRef } from 'react'

// What was put into an answer from beside it, until the editor, which may yet have to be fetched, has taken it.
const waiting = new Map<number, string[]>()
const listeners = new Set<() => void>()

/** Puts HTML where the writing of a conversation stands. */
export function putIn(conversationId: number, html: string): void {
  waiting.set(conversationId, [...(waiting.get(conversationId) ?? []), html])
  for (const listener of listeners) listener()
}

/** Takes what was put in, as soon as the editor is there; `insert` answers whether it was. */
export function useInsertions(
  conversationId: number,
  isReady: boolean,
  insert: (html: string) => boolean,
): void {
  const latest = useRef(insert)
  latest.current = insert
  useEffect(() => {
    if (!isReady) return
    let next: number | undefined
    const take = () => {
      const [first, ...rest] = waiting.get(conversationId) ?? []
      if (first === undefined) return
      if (latest.current(first)) waiting.set(conversationId, rest)
      next = requestAnimationFrame(take)
    }
    take()
    listeners.add(take)
    return () => {
      listeners.delete(take)
      if (next !== undefined) cancelAnimationFrame(next)
    }
  }, [conversationId, isReady])
}
