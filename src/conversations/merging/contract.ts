import { z } from 'zod'
import { byId, endpoint, id } from '#platform/endpoint.ts'
import { conversationPage } from '../contract.ts'

const tag = 'Merging'

export const mergeConversations = endpoint({
  method: 'POST',
  path: '/api/conversations/{id}/merge',
  summary: {
    en: 'Put the messages of other conversations of the brand into this one; their mail threads lead here from then on',
    ja: '同じブランドのほかのお問い合わせのメッセージを、このお問い合わせに統合する。以後、統合したお問い合わせへのメールの返信もこのお問い合わせに届く',
  },
  tag,
  params: byId,
  body: z.object({ conversationIds: z.array(id).min(1).max(20) }),
  reply: conversationPage,
})

export const unmergeConversation = endpoint({
  method: 'POST',
  path: '/api/conversations/{id}/unmerge',
  summary: {
    en: 'Take a conversation out of the one it was merged into, as it was; what came since stays there',
    ja: '統合したお問い合わせを元の状態に戻す。統合後に届いたものは統合先に残る',
  },
  tag,
  params: byId,
  reply: conversationPage,
})

export const splitConversation = endpoint({
  method: 'POST',
  path: '/api/conversations/{id}/split',
  summary: {
    en: 'Move messages into a conversation of their own, which is answered',
    ja: 'メッセージを新しいお問い合わせに分割する。応答はその新しいお問い合わせ',
  },
  tag,
  params: byId,
  body: z.object({
    messageIds: z.array(id).min(1).max(500),
    /** The subject of the old one unless given. */
    subject: z.string().trim().max(500).optional(),
  }),
  reply: conversationPage,
})
