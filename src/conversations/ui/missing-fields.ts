import { useSyncExternalStore } from 'react'

/** What keeps a conversation from being resolved, asked for in its form; a new object each time it is asked. */
type Asked = { conversationId: number; keys: readonly string[] }
let asked: Asked | undefined
const listeners = new Set<() => void>()

/** Leads to the form beside the conversation, into the first of these fields. */
export function askForFields(conversationId: number, keys: readonly string[]): void {
  asked = { conversationId, keys }
  for (const listener of listeners) listener()
}

/** What is asked of this conversation, until it is another's turn. */
export function useMissingFields(conversationId: number): Asked | undefined {
  const current = useSyncExternalStore(subscribe, () => asked)
  return current?.conversationId === conversationId ? current : undefined
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
