import { z } from 'zod'
import { endpoint, id, time } from '#platform/endpoint.ts'

export const feedEvent = z.object({
  id,
  brandId: id,
  type: z.string(),
  conversationId: id.nullable(),
  customerId: id.nullable(),
  messageId: id.nullable(),
  actor: z.object({ kind: z.enum(['staff', 'customer', 'system', 'rule', 'flow']), id: id.nullable() }),
  data: z.record(z.string(), z.unknown()),
  at: time,
})

export const listEvents = endpoint({
  method: 'GET',
  path: '/api/events',
  summary: {
    en: 'Everything that happened, in the order it was committed; ask again with the last id for what came since',
    ja: '起きたすべてのこと（確定した順）。最後のIDを指定すると、その続きを取得できる',
  },
  tag: 'Events',
  query: z.object({
    /** The id of the last event that was read; nothing is missed and nothing comes twice. */
    after: z.coerce.number().int().nonnegative().default(0),
    /** The same as `after`, as the last answer named it. */
    cursor: z.string().max(40).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  reply: z.object({
    items: z.array(feedEvent),
    /** Where to read on; unchanged when nothing is new, so it can be asked again and again. */
    nextCursor: z.string(),
  }),
})
