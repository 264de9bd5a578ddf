import { z } from 'zod'
import { byId, endpoint, id } from '#platform/endpoint.ts'
import { attachment } from './contract.ts'

const tag = 'Files'
const file = z.unknown()

/** The largest file an answer may carry; most mail servers refuse more. */
export const largestUpload = 25 * 1024 * 1024

const named = z.object({
  name: z.string().min(1).max(1_000),
  /** Shown within the text; `contentId` of the answer goes into `<img src="cid:…">`. */
  inline: z.enum(['0', '1']).default('0'),
})

export const uploadAttachment = endpoint({
  method: 'POST',
  path: '/api/conversations/{id}/attachments',
  summary: {
    en: 'Upload a file for an answer or a note; name its id when sending',
    ja: '返信や社内メモに添付するファイルをアップロードする。送信時にそのIDを指定する',
  },
  tag,
  params: byId,
  query: named,
  takes: 'application/octet-stream',
  bodyLimit: largestUpload,
  reply: attachment,
})

export const uploadForNew = endpoint({
  method: 'POST',
  path: '/api/attachments',
  summary: {
    en: 'Upload a file for the first mail of a new conversation; name its id when starting it',
    ja: '新しく始める会話のメールに添付するファイルをアップロードする。会話を始めるときにそのIDを指定する',
  },
  tag,
  query: named.extend({ brandId: id }),
  params: z.object({}),
  takes: 'application/octet-stream',
  bodyLimit: largestUpload,
  reply: attachment,
})

export const discardAttachment = endpoint({
  method: 'DELETE',
  path: '/api/attachments/{id}',
  summary: { en: 'Discard an uploaded file that was not sent', ja: '送信していない添付ファイルを破棄する' },
  tag,
  params: byId,
  reply: z.object({}),
})

export const getAttachmentContent = endpoint({
  method: 'GET',
  path: '/api/attachments/{id}/content',
  summary: {
    en: 'The file itself; pictures may be shown, all else is saved',
    ja: '添付ファイルの中身。画像は表示でき、それ以外はダウンロードになる',
  },
  tag,
  params: byId,
  query: z.object({ download: z.enum(['0', '1']).default('0') }),
  gives: 'application/octet-stream',
  reply: file,
})

export const getMessageHtml = endpoint({
  method: 'GET',
  path: '/api/messages/{id}/html',
  summary: {
    en: 'The message’s own HTML, cleaned, as a page for a sandboxed frame',
    ja: 'メッセージのHTML。安全に処理され、サンドボックス付きのフレームで表示するためのページ',
  },
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
  summary: {
    en: 'A picture that stands within the message’s HTML',
    ja: 'メッセージのHTMLに埋め込まれた画像',
  },
  tag,
  params: z.object({ id, contentId: z.string().max(500) }),
  gives: 'application/octet-stream',
  reply: file,
})

export const getMessageSource = endpoint({
  method: 'GET',
  path: '/api/messages/{id}/source',
  summary: { en: 'The mail as it arrived, byte for byte', ja: '受信したままのメール原文' },
  tag,
  params: byId,
  gives: 'message/rfc822',
  reply: file,
})
