import { z } from 'zod'
import { endpoint, id, pageOf, paging, time } from '#platform/endpoint.ts'
import { article, locale } from './contract.ts'

const tag = 'Articles'
const params = z.object({ id, locale })
const revision = z.number().int().min(0)
const text = z.string().max(5_000)

/**
 * Every change names the revision it was made on and answers with the whole article. Has somebody else saved meanwhile, it is refused:
 * 409 `article_changed` with `theirs`, the text as they left it (title, html, keywords, revision, editedBy, editedAt). Nothing is overwritten.
 */
const changed = { tag, params, reply: article }

export const saveText = endpoint({
  ...changed,
  method: 'PUT',
  path: '/api/articles/{id}/texts/{locale}',
  summary: {
    en: 'Save the draft of one language; readers go on seeing what is published. Revision 0 begins the language',
    ja: '下書きを言語ごとに保存する。公開中の内容は変わらない。リビジョン0で新しい言語を書き始める',
  },
  body: z.object({
    revision,
    title: z.string().trim().max(200),
    html: z.string().max(500_000),
    keywords: z.array(z.string().trim().min(1).max(100)).max(50),
    /** The source's version it now says the same as; what is not given stays as it was. */
    translatedFromId: id.nullable().optional(),
  }),
  bodyLimit: 4 * 1024 * 1024,
})

export const askForReview = endpoint({
  ...changed,
  method: 'POST',
  path: '/api/articles/{id}/texts/{locale}/review',
  summary: { en: 'Ask for a review of the draft', ja: '下書きの確認を依頼する' },
  body: z.object({ revision, text: text.default('') }),
})

export const remarkOn = endpoint({
  ...changed,
  method: 'POST',
  path: '/api/articles/{id}/texts/{locale}/remarks',
  summary: { en: 'Comment on the draft for colleagues', ja: '下書きにコメントする（社内向け）' },
  body: z.object({ text: text.trim().min(1) }),
})

export const approve = endpoint({
  ...changed,
  method: 'POST',
  path: '/api/articles/{id}/texts/{locale}/approval',
  summary: { en: 'Approve the draft as it was read', ja: '確認した下書きを承認する' },
  role: 'supervisor',
  body: z.object({ revision, text: text.default('') }),
})

export const sendBack = endpoint({
  ...changed,
  method: 'POST',
  path: '/api/articles/{id}/texts/{locale}/return',
  summary: { en: 'Send the draft back to its writer, and say why', ja: '理由を添えて下書きを差し戻す' },
  role: 'supervisor',
  body: z.object({ revision, text: text.trim().min(1) }),
})

export const publish = endpoint({
  ...changed,
  method: 'POST',
  path: '/api/articles/{id}/texts/{locale}/publication',
  summary: {
    en: 'Publish the draft now, or at a time; editing it before then calls the publication off',
    ja: '下書きを今すぐ、または日時を指定して公開する。予約後に編集すると予約は取り消される',
  },
  role: 'supervisor',
  body: z.object({
    revision,
    at: time.nullable().default(null),
    /** Nothing that matters has changed: who has read it need not read it again. */
    isSmall: z.boolean().default(false),
  }),
})

export const withdraw = endpoint({
  ...changed,
  method: 'DELETE',
  path: '/api/articles/{id}/texts/{locale}/publication',
  summary: {
    en: 'Withdraw what readers see, and call off what is scheduled; every version is kept',
    ja: '公開を停止し、予約も取り消す。過去の版はすべて残る',
  },
  role: 'supervisor',
})

export const unschedule = endpoint({
  ...changed,
  method: 'DELETE',
  path: '/api/articles/{id}/texts/{locale}/schedule',
  summary: {
    en: 'Call off a publication that was set for a time',
    ja: '日時を指定した公開予約を取り消す',
  },
  role: 'supervisor',
})

export const versionItem = z.object({
  id,
  locale,
  number: z.number().int(),
  title: z.string(),
  publishedAt: time,
  publishedBy: z.object({ id, name: z.string() }).nullable(),
  /** When readers stopped seeing it; null for the one they see. */
  endedAt: time.nullable(),
})

export const listVersions = endpoint({
  method: 'GET',
  path: '/api/articles/{id}/texts/{locale}/versions',
  summary: { en: 'What was ever published, newest first', ja: '公開された版の一覧（新しい順）' },
  tag,
  params,
  query: paging,
  reply: pageOf(versionItem),
})

export const version = versionItem.extend({ html: z.string(), keywords: z.array(z.string()) })

export const getVersion = endpoint({
  method: 'GET',
  path: '/api/article-versions/{id}',
  summary: { en: 'One published version', ja: '公開された版を取得する' },
  tag,
  params: z.object({ id }),
  reply: version,
})

const piece = z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })
export const comparedBlock = z.object({
  kind: z.enum(['same', 'added', 'removed', 'changed']),
  /** What it is in the text: p, h2, li, td, img … */
  tag: z.string(),
  pieces: z.array(piece),
})

export const comparison = z.object({
  from: z.object({ title: z.string(), number: z.number().int().nullable() }),
  to: z.object({ title: z.string(), number: z.number().int().nullable() }),
  title: z.array(piece),
  blocks: z.array(comparedBlock),
})
export type Comparison = z.infer<typeof comparison>

export const compare = endpoint({
  method: 'GET',
  path: '/api/articles/{id}/texts/{locale}/comparison',
  summary: {
    en: 'What differs between two versions, or a version and the draft, by blocks and words',
    ja: '2つの版、または版と下書きの違いを段落と語で示す',
  },
  tag,
  params,
  query: z.object({
    /** A version's id; 'draft'; 'published'; or, of the source language, 'translated': what the translation was made from. */
    from: z.union([z.enum(['draft', 'published', 'translated']), id]),
    to: z.union([z.enum(['draft', 'published']), id]).default('draft'),
  }),
  reply: comparison,
})

export const restoreVersion = endpoint({
  ...changed,
  method: 'POST',
  path: '/api/articles/{id}/texts/{locale}/restoration',
  summary: {
    en: 'Take a version back into the draft; readers see it when it is published again',
    ja: '過去の版を下書きに戻す。再び公開するまで公開中の内容は変わらない',
  },
  body: z.object({ revision, versionId: id }),
})

export const previewText = endpoint({
  method: 'GET',
  path: '/api/articles/{id}/texts/{locale}/preview',
  summary: {
    en: 'The draft as a page of the help centre, as readers would see it',
    ja: '下書きを、読者に見える形のヘルプセンターのページとして表示する',
  },
  tag,
  params,
  gives: 'text/html',
  reply: z.unknown(),
})
