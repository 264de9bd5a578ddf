import { z } from 'zod'
import { byId, endpoint, nothing, time } from '#platform/endpoint.ts'
import { person } from '../contract.ts'

const tag = 'Presence'

export const present = z.object({ staff: person, isWriting: z.boolean(), at: time })

const presence = z.object({
  /** Colleagues who have it open now; the caller is not among them. */
  others: z.array(present),
})

/** Any word that names one browser tab. */
const connection = z.string().min(1).max(64)

export const announcePresence = endpoint({
  method: 'PUT',
  path: '/api/conversations/{id}/presence',
  summary: {
    en: 'Say that one looks at it or writes; say it again every 10 seconds, it is forgotten after 20',
    ja: 'お問い合わせを閲覧中または入力中であることを伝える。10秒ごとに繰り返す。20秒途絶えると離れたとみなされる',
  },
  tag,
  params: byId,
  role: 'read_only',
  body: z.object({ connection, isWriting: z.boolean().default(false) }),
  reply: presence,
})

export const leavePresence = endpoint({
  method: 'DELETE',
  path: '/api/conversations/{id}/presence',
  summary: { en: 'Say that one has left', ja: 'お問い合わせから離れたことを伝える' },
  tag,
  params: byId,
  role: 'read_only',
  query: z.object({ connection }),
  reply: nothing,
})

export const getPresence = endpoint({
  method: 'GET',
  path: '/api/conversations/{id}/presence',
  summary: {
    en: 'Which colleagues have it open, and who writes',
    ja: 'お問い合わせを開いている同僚と、入力中かどうか',
  },
  tag,
  params: byId,
  reply: presence,
})
