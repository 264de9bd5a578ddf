import type { ChatMessage, ClientFrame } from '../frames.ts'
import { keep, kept } from './keep.ts'

/** How far this browser has read and this window has received, each said to the desk once. */
export function openReceipts(slug: string, say: (frame: ClientFrame) => unknown) {
  let readUpTo = Number(kept(slug, 'read') ?? 0)
  let told = 0
  /** Says what is new among the messages, rings for what nobody sees, and answers how many are unread. */
  return (messages: readonly ChatMessage[], isSeen: boolean, ring: () => void): number => {
    const fromStaff = messages.filter((one) => one.from === 'staff')
    const newest = Math.max(0, ...fromStaff.map((one) => one.event))
    if (isSeen && newest > readUpTo) {
      // Without a way to say it, it is said the next time.
      if (!say({ type: 'read', event: newest })) return 0
      readUpTo = newest
      keep(slug, 'read', String(newest))
    } else if (newest > told && newest > readUpTo) {
      say({ type: 'got', event: newest })
      if (!isSeen) ring()
    }
    told = Math.max(told, newest)
    return fromStaff.filter((one) => one.event > readUpTo).length
  }
}
