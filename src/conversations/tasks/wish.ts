import { z } from 'zod'
import { id, time } from '#platform/endpoint.ts'

/** Whom a task asks: a team or a person of the desk, or an outside expert by mail. */
export const asked = z.union([
  z.object({ teamId: id }),
  z.object({ staffId: id }),
  z.object({
    expert: z.object({ address: z.email().max(254), name: z.string().trim().max(200).default('') }),
  }),
])
export type Asked = z.infer<typeof asked>

/** What is asked of others while a conversation is under way. */
export const taskWish = z.object({
  to: asked,
  title: z.string().trim().min(1).max(300),
  text: z.string().trim().min(1).max(50_000),
  dueAt: time.optional(),
  /** Files of the conversation to pass on, sent ones or uploaded for this. Nothing else of it goes along. */
  attachmentIds: z.array(id).max(50).default([]),
  /** The state the conversation waits in for the answer; its clocks may pause then, and the answer opens it again. */
  holdAs: z.enum(['pending_client', 'on_hold']).optional(),
})
export type TaskWish = z.input<typeof taskWish>
