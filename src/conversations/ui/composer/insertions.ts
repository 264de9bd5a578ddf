import { useEffect, useRef } from 'react'

// What was put into an answer from beside it, until the editor, which may yet have to be fetched, has taken it.
const waiting = new Map<number, string[]>()
const listeners = new Set<() => void>()

/** Puts HTML where the writing of a conversation stands. */
export function putIn(conversationId: number, html: string): void {
  waiting.set(conversationId, [...(waiting.get(conversationId) ?? []), html])
  for (const listener of listeners) listener()
}

/** Takes what was put in, as soon as the editor is there. */
export function useInsertions(
  conversationId: number,
  isReady: boolean,
  insert: (html: string) => void,
): void {
  const latest = useRef(insert)
  latest.current = insert
  useEffect(() => {
    if (!isReady) return
    const take = () => {
      const pieces = waiting.get(conversationId) ?? []
      waiting.delete(conversationId)
      for (const html of pieces) latest.current(html)
    }
    take()
    listeners.add(take)
    return () => void listeners.delete(take)
  }, [conversationId, isReady])
}
