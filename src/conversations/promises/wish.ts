import { z } from 'zod'
import { id, time } from '#platform/endpoint.ts'

/** A promise as somebody makes it: what, by which means, who keeps it, by when. */
export const promiseWish = z.object({
  what: z.string().trim().min(1).max(500),
  means: z.enum(['reply', 'call', 'other']).default('reply'),
  /** Who makes it, unless named. */
  ownerId: id.optional(),
  dueAt: time,
})
export type PromiseWish = z.infer<typeof promiseWish>

/** What a reply does to promises. All of it is taken back when the reply is. */
export const promisesOfReply = z.object({
  made: z.array(promiseWish).max(5).default([]),
  /** Promises that this very reply keeps. */
  kept: z.array(id).max(20).default([]),
  /** Those whose new time it tells the customer. */
  postponed: z
    .array(z.object({ id, dueAt: time }))
    .max(20)
    .default([]),
})
export type PromisesOfReply = z.infer<typeof promisesOfReply>
