import { z } from 'zod'
import { endpoint, id, nothing, time } from '#platform/endpoint.ts'
import { address } from './contract.ts'
import { draftContent } from './contract-writing.ts'

const path = '/api/first-mail-draft'
const tag = 'Writing'

/** A first mail that is being written; its recipient as far as it has been typed. */
export const firstMail = z.object({
  to: z.string().max(600).default(''),
  cc: z.array(address).max(100).default([]),
  bcc: z.array(address).max(100).default([]),
  subject: z.string().max(500).default(''),
  html: z.string().max(2_000_000).default(''),
  attachmentIds: z.array(id).max(50).default([]),
  ...draftContent.pick({ both: true, actions: true, templateId: true }).shape,
})
export type FirstMail = z.infer<typeof firstMail>

const firstMailDraft = firstMail.extend({ brandId: id, updatedAt: time })

export const keepFirstMail = endpoint({
  method: 'PUT',
  path,
  summary: {
    en: 'Keep the first mail that is being written; a person has one at a time',
    ja: '新規メールの書きかけを下書きに保存する。1人につき1通',
  },
  tag,
  bodyLimit: 4 * 1024 * 1024,
  body: firstMail.extend({ brandId: id }),
  reply: firstMailDraft,
})

export const getFirstMail = endpoint({
  method: 'GET',
  path,
  summary: {
    en: 'The first mail the caller was writing, or null',
    ja: '自分が書きかけている新規メール。ないときはnull',
  },
  tag,
  reply: z.object({ draft: firstMailDraft.nullable() }),
})

export const discardFirstMail = endpoint({
  method: 'DELETE',
  path,
  summary: { en: 'Throw away the first mail that was begun', ja: '新規メールの下書きを破棄する' },
  tag,
  reply: nothing,
})
