import { z } from 'zod'
import { byId, endpoint, id } from '#platform/endpoint.ts'
import { attachment } from './contract.ts'

const tag = 'Files'
const file = z.unknown()

/** The largest file an answer may carry; most mail servers refuse more. */
export const largestUpload = 25 * 1024 * 1024

export const uploadAttachment = endpoint({
  method: 'POST',
  path: '/api/conversations/{id}/attachments',
  summary: 'Upload a file for an answer or a note; name its id when sending',
  tag,
  params: byId,
  query: z.object({
    name: z.string().min(1).max(1_000),
    /** Shown within the text; `contentId` of the answer goes into `<img src="cid:…">`. */
    inline: z.enum(['0', '1']).default('0'),
  }),
  takes: 'application/octet-stream',
  bodyLimit: largestUpload,
  reply: attachment,
})

export const discardAttachment = endpoint({
  method: 'DELETE',
  path: '/api/attachments/{id}',
  summary: 'Discard an uploaded file that was not sent',
  tag,
  params: byId,
  reply: z.object({}),
})

export const getAttachmentContent = endpoint({
  method: 'GET',
  path: '/api/attachments/{id}/content',
  summary: 'The file itself; pictures may be shown, all else is saved',
  tag,
  params: byId,
  query: z.object({ download: z.enum(['0', '1']).default('0') }),
  gives: 'application/octet-stream',
  reply: file,
})

export const getMessageHtml = endpoint({
  method: 'GET',
  path: '/api/messages/{id}/html',
  summary: 'The message’s own HTML, cleaned, as a page for a sandboxed frame',
  tag,
  params: byId,
  query: z.object({
    images: z.enum(['0', '1']).default('0'),
    quotes: z.enum(['0', '1']).default('0'),
    theme: z.enum(['light', 'dark', 'system']).default('system'),
  }),
  gives: 'text/html',
  reply: file,
})

export const getInlineImage = endpoint({
  method: 'GET',
  path: '/api/messages/{id}/inline/{contentId}',
  summary: 'A picture that stands within the message’s HTML',
  tag,
  params: z.object({ id, contentId: z.string().max(500) }),
  gives: 'application/octet-stream',
  reply: file,
})

export const getMessageSource = endpoint({
  method: 'GET',
  path: '/api/messages/{id}/source',
  summary: 'The mail as it arrived, byte for byte',
  tag,
  params: byId,
  gives: 'message/rfc822',
  reply: file,
})
