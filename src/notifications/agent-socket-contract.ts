import { z } from 'zod'
import { id } from '#platform/endpoint.ts'

/**
 * What is said on the WebSocket at /api/live (session cookie of our own pages, or Bearer key). The client speaks first, with the
 * id of the last event it knows, so that a cut loses nothing; ids only are pushed, and what they mean is asked from the API.
 */
export const fromClient = z.object({
  /** In the first message: the last event known, or null to begin now. Later ones are ignored. */
  after: z.number().int().nonnegative().nullish(),
  /** The conversations on the screen: typing and presence in them are told. Replaces the list before it. */
  watching: z.array(id).max(500).optional(),
  /** The conversation in which the person is writing; say it again every few seconds. */
  writing: id.optional(),
})
export type FromClient = z.input<typeof fromClient>

export type LiveEvent = {
  id: number
  type: string
  brandId: number
  conversationId: number | null
  customerId: number | null
  messageId: number | null
  actor: 'staff' | 'customer' | 'system' | 'rule' | 'flow'
  actorId: number | null
}

export type FromServer =
  /** All caught up; `after` is what to begin with next time. */
  | { ready: true; after: number }
  /** In the order of commits. `after` of the last one is the new cursor. */
  | { events: LiveEvent[]; after: number }
  /** Too much has happened, or the cursor is not known: ask for everything on the screen anew. */
  | { reset: true; after: number }
  /** What passes and is stored nowhere. */
  | { told: { topic: 'typing' | 'presence' | 'notice' | 'deadlines'; body: Record<string, unknown> } }
  /** Every 20 seconds. Nothing for 45 seconds means that the connection is dead. */
  | { beat: true }

/** Close codes: sign in again; come back at once with your cursor. */
export const closeCodes = { signedOut: 4401, unreadable: 4400, tooSlow: 1013 } as const
