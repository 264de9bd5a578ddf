import { useSyncExternalStore } from 'react'

/** A promise that an answer is to name a new time for. */
type Postponed = { conversationId: number; promiseId: number; dueAt: string; customerZone: string }

// Until the writing, which may yet have to be fetched, has taken it over.
let wanted: Postponed | undefined
const listeners = new Set<() => void>()

export function wantPostponed(next: Postponed | undefined): void {
  wanted = next
  for (const listener of listeners) listener()
}

/** What is to be told in this conversation's answer. */
export function useWantedPostponed(conversationId: number): Postponed | undefined {
  const found = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => wanted,
  )
  return found?.conversationId === conversationId ? found : undefined
}
