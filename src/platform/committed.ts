/**
 * What a transaction recorded becomes known only when it is committed. Listeners are hints ("look now"), never the only way to
 * learn of a change: every reader of events keeps a cursor of its own and also looks by the clock.
 */
type Listener = () => void

const recorded = new WeakSet<object>()
const listeners = new Set<Listener>()

export function noteRecorded(tx: object): void {
  recorded.add(tx)
}

export function forgetRecorded(tx: object): void {
  recorded.delete(tx)
}

export function committed(tx: object): void {
  if (!recorded.delete(tx)) return
  for (const listener of listeners) listener()
}

/** Calls `listener` after each commit of this process that recorded an event; returns how to stop. */
export function onCommit(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
