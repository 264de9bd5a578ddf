import { useSyncExternalStore } from 'react'

// Which promise an answer is to name a new time for, until its writing, which may yet have to be fetched, has asked for that time.
let wanted: { conversationId: number; promiseId: number } | undefined
const listeners = new Set<() => void>()

export function wantPostponed(next: typeof wanted): void {
  wanted = next
  for (const listener of listeners) listener()
}

/** The promise to be put off in this conversation's answer. */
export function useWantedPostponed(conversationId: number): number | undefined {
  const found = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => wanted,
  )
  return found?.conversationId === conversationId ? found.promiseId : undefined
}
