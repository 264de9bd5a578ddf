import { z } from 'zod'
import { endpoint, id } from '#platform/endpoint.ts'

const file = z.object({
  name: z.string().min(1).max(300),
  /** Base64; what it is, is found from the content. Together at most 8 MiB as sent. */
  content: z.base64(),
})

export const postMessage = endpoint({
  method: 'POST',
  path: '/api/channels/api/messages',
  summary: {
    en: 'Take in a message from a channel of your own',
    ja: '独自のチャネルからメッセージを受け付ける',
  },
  tag: 'Channels',
  bodyLimit: 8 * 1024 ** 2,
  body: z.object({
    /** The id or the slug of the brand it is for. */
    brand: z.union([id, z.string().min(1).max(63)]),
    /** Your own id of the message: sent again, it is the same message. */
    externalId: z.string().min(1).max(300),
    /**
     * Messages with the same key are one conversation; without one, the sender's newest
     * conversation of this channel that is not closed.
     */
    conversationKey: z.string().min(1).max(300).optional(),
    from: z.object({
      /** Your own id of the person. */
      id: z.string().min(1).max(300),
      name: z.string().max(200).default(''),
      email: z.email().max(254).optional(),
    }),
    subject: z.string().max(500).default(''),
    text: z.string().max(500_000).optional(),
    html: z.string().max(2_000_000).optional(),
    attachments: z.array(file).max(20).default([]),
    /** The button of `quickReplies` that was pressed, of the message that offered it; `text` is its label. */
    pressed: z.object({ messageId: id, key: z.string().max(100) }).optional(),
  }),
  reply: z.object({
    conversationId: id,
    messageId: id,
    /** True when this externalId had been taken in before; nothing was changed then. */
    isDuplicate: z.boolean(),
  }),
})
