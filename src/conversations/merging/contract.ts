import { z } from 'zod'
import { byId, endpoint, id } from '#platform/endpoint.ts'
import { conversationPage } from '../contract.ts'

const tag = 'Merging'

export const mergeConversations = endpoint({
  method: 'POST',
  path: '/api/conversations/{id}/merge',
  summary:
    'Put the messages of other conversations of the brand into this one; their mail threads lead here from then on',
  tag,
  params: byId,
  body: z.object({ conversationIds: z.array(id).min(1).max(20) }),
  reply: conversationPage,
})

export const unmergeConversation = endpoint({
  method: 'POST',
  path: '/api/conversations/{id}/unmerge',
  summary: 'Take a conversation out of the one it was merged into, as it was; what came since stays there',
  tag,
  params: byId,
  reply: conversationPage,
})

export const splitConversation = endpoint({
  method: 'POST',
  path: '/api/conversations/{id}/split',
  summary: 'Move messages into a conversation of their own, which is answered',
  tag,
  params: byId,
  body: z.object({
    messageIds: z.array(id).min(1).max(500),
    /** The subject of the old one unless given. */
    subject: z.string().trim().max(500).optional(),
  }),
  reply: conversationPage,
})
