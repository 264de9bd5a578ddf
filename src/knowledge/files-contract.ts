import { z } from 'zod'
import { byId, endpoint, id, nothing } from '#platform/endpoint.ts'

const tag = 'Articles'

/** Videos are the largest; pictures and leaflets stay far below. */
export const largestArticleFile = 100 * 1024 * 1024

export const articleFile = z.object({
  id,
  name: z.string(),
  type: z.string(),
  size: z.number().int(),
  /** What goes into the text: `<img src>`, `<video src>` or `<a href>`. */
  url: z.string(),
})

export const uploadArticleFile = endpoint({
  method: 'POST',
  path: '/api/articles/{id}/texts/{locale}/files',
  summary: {
    en: 'Upload a picture, a video or a file for one language of an article',
    ja: '記事の画像、動画、ファイルを言語ごとにアップロードする',
  },
  tag,
  params: byId.extend({ locale: z.enum(['ja', 'en']) }),
  query: z.object({ name: z.string().min(1).max(1_000) }),
  takes: 'application/octet-stream',
  bodyLimit: largestArticleFile,
  reply: articleFile,
})

export const deleteArticleFile = endpoint({
  method: 'DELETE',
  path: '/api/article-files/{id}',
  summary: {
    en: 'Delete a file that neither the draft nor a published version names',
    ja: '下書きでも公開中の版でも使われていないファイルを削除する',
  },
  tag,
  params: byId,
  reply: nothing,
})

export const getArticleFile = endpoint({
  method: 'GET',
  path: '/article-files/{id}',
  summary: {
    en: 'The file itself: for everybody where a published text of a public article shows it, for staff always',
    ja: 'ファイルの中身。公開中の記事で使われていれば誰でも、それ以外はスタッフだけが見られる',
  },
  tag,
  open: true,
  params: byId,
  query: z.object({ download: z.enum(['0', '1']).default('0') }),
  gives: 'application/octet-stream',
  reply: z.unknown(),
})
