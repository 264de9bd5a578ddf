import { z } from 'zod'
import { byId, endpoint, id, nothing, pageOf, paging, time } from '#platform/endpoint.ts'
import { articleFile } from './files-contract.ts'

const tag = 'Articles'

export const locale = z.enum(['ja', 'en'])
/** Public ones are for customers; staff ones are manuals and never leave the desk. */
export const audience = z.enum(['public', 'staff'])
/** Of the text that is worked on. What readers see is the published version, whatever the draft's state. */
export const state = z.enum(['draft', 'in_review', 'approved', 'published'])
const person = z.object({ id, name: z.string() })
const day = z.iso.date()
const country = z.string().regex(/^[A-Z]{2}$/)

/** What an editor should mend; readers see nothing of it. */
export const problem = z.object({
  kind: z.enum(['broken_link', 'unpublished_link', 'missing_file', 'missing_alt']),
  /** The article or file that is named. */
  id: id.nullable(),
})

export const remark = z.object({
  id,
  kind: z.enum(['comment', 'asked', 'approved', 'sent_back']),
  by: person,
  text: z.string(),
  /** The revision it was about. */
  revision: z.number().int(),
  at: time,
})

export const articleText = z.object({
  locale,
  title: z.string(),
  html: z.string(),
  keywords: z.array(z.string()),
  /** To be sent with every change of this text; another one has been saved meanwhile: 409 with that text. */
  revision: z.number().int(),
  state,
  /** When an approved text goes out by itself. */
  publishAt: time.nullable(),
  /** What readers see now. */
  published: z.object({ versionId: id, number: z.number().int(), at: time, title: z.string() }).nullable(),
  /** The published version of the source language it was translated from. */
  translatedFromId: id.nullable(),
  /** The source has been published anew since: see the comparison with `from=translated`. */
  isStale: z.boolean(),
  editedAt: time,
  editedBy: person.nullable(),
  votes: z.object({ helpful: z.number().int(), unhelpful: z.number().int() }),
  problems: z.array(problem),
  files: z.array(articleFile),
  remarks: z.array(remark),
})

const standing = {
  id,
  brandId: id,
  categoryId: id.nullable(),
  audience,
  countries: z.array(z.string()),
  sourceLocale: locale,
  owner: person.nullable(),
  reviewOn: day.nullable(),
  position: z.number().int(),
  isArchived: z.boolean(),
  reasonIds: z.array(id),
}

export const article = z.object({
  ...standing,
  createdAt: time,
  helped: z.number().int(),
  texts: z.object({ ja: articleText.nullable(), en: articleText.nullable() }),
})
export type Article = z.infer<typeof article>

const textSummary = articleText
  .pick({ title: true, state: true, publishAt: true, isStale: true, editedAt: true })
  .extend({ isPublished: z.boolean() })

export const articleItem = z.object({
  ...standing,
  isOverdue: z.boolean(),
  texts: z.object({ ja: textSummary.nullable(), en: textSummary.nullable() }),
})

export const listArticles = endpoint({
  method: 'GET',
  path: '/api/articles',
  summary: {
    en: 'Articles and manuals in the order of their categories',
    ja: '記事とマニュアルの一覧（カテゴリの並び順）',
  },
  tag,
  query: z.object({
    brandId: id.optional(),
    /** With those of the categories within it; 'none' for articles without a category. */
    categoryId: z.union([z.literal('none'), id]).optional(),
    audience: audience.optional(),
    state: state.optional(),
    /** One or both languages: not written at all, or translated from an old version. */
    missing: locale.optional(),
    isStale: z.enum(['1']).optional(),
    isOverdue: z.enum(['1']).optional(),
    isArchived: z.enum(['0', '1']).default('0'),
    owner: z.union([z.literal('me'), z.literal('none'), id]).optional(),
    reasonId: id.optional(),
    /** Words in titles, keywords and texts of either language. */
    q: z.string().max(200).optional(),
    ...paging.shape,
  }),
  reply: pageOf(articleItem),
})

export const getArticle = endpoint({
  method: 'GET',
  path: '/api/articles/{id}',
  summary: { en: 'One article with both languages', ja: '記事を両方の言語で取得する' },
  tag,
  params: byId,
  reply: article,
})

const wish = z.object({
  categoryId: id.nullable(),
  audience,
  countries: z.array(country).max(250),
  ownerId: id.nullable(),
  reviewOn: day.nullable(),
  reasonIds: z.array(id).max(50),
})

export const createArticle = endpoint({
  method: 'POST',
  path: '/api/articles',
  summary: {
    en: 'Begin an article or a manual, with an empty draft in the language it is written in first',
    ja: '記事またはマニュアルを作成する。最初に書く言語の空の下書きができる',
  },
  tag,
  body: wish.partial().extend({
    brandId: id,
    sourceLocale: locale,
    title: z.string().trim().max(200).default(''),
  }),
  reply: article,
})

export const changeArticle = endpoint({
  method: 'PATCH',
  path: '/api/articles/{id}',
  summary: {
    en: 'Change what an article is for: category, audience, countries, owner, review date, contact reasons',
    ja: '記事の設定を変更する。カテゴリ、公開範囲、対象国、担当者、見直し日、お問い合わせ種別',
  },
  tag,
  params: byId,
  body: wish.partial(),
  reply: article,
})

export const moveArticle = endpoint({
  method: 'PUT',
  path: '/api/articles/{id}/place',
  summary: {
    en: 'Move an article: into a category, before the article named or to the end',
    ja: '記事を移動する。カテゴリを指定し、指定した記事の前または末尾に置く',
  },
  tag,
  params: byId,
  body: z.object({ categoryId: id.nullable(), beforeId: id.nullable().default(null) }),
  reply: article,
})

export const archiveArticle = endpoint({
  method: 'PUT',
  path: '/api/articles/{id}/archived',
  summary: {
    en: 'Put an article away with all its versions, or take it back; readers must not be seeing it',
    ja: '記事を版ごとアーカイブする、または取り消す。公開中の記事は先に公開を停止する',
  },
  tag,
  role: 'supervisor',
  params: byId,
  body: z.object({ isArchived: z.boolean() }),
  reply: article,
})

/** Why an article stands in the queue. */
export const reviewReason = z.enum(['asked', 'overdue', 'stale', 'low_votes', 'no_owner'])

export const reviewItem = z.object({
  articleId: id,
  brandId: id,
  locale,
  title: z.string(),
  audience,
  state,
  owner: person.nullable(),
  reviewOn: day.nullable(),
  votes: z.object({ helpful: z.number().int(), unhelpful: z.number().int() }),
  editedAt: time,
  /** The weightiest first. */
  reasons: z.array(reviewReason).min(1),
})

export const reviewQueue = endpoint({
  method: 'GET',
  path: '/api/article-reviews',
  summary: {
    en: 'What should be looked at: asked for, overdue, stale translations, low votes, no owner',
    ja: '見直しが必要な記事の一覧。確認依頼、見直し期限切れ、古い翻訳、低い評価、担当者なし',
  },
  tag,
  query: z.object({ brandId: id.optional(), reason: reviewReason.optional(), ...paging.shape }),
  reply: pageOf(reviewItem),
})

export const listVotes = endpoint({
  method: 'GET',
  path: '/api/articles/{id}/votes',
  summary: {
    en: 'What readers said, newest first; nobody knows who',
    ja: '読者の評価とコメントの一覧（新しい順、匿名）',
  },
  tag,
  params: byId,
  query: paging,
  reply: pageOf(
    z.object({
      id,
      locale,
      versionId: id,
      number: z.number().int(),
      isHelpful: z.boolean(),
      comment: z.string(),
      at: time,
    }),
  ),
})

export const synonymGroup = z.object({ id, brandId: id, words: z.array(z.string()) })
const words = z.array(z.string().trim().min(1).max(100)).min(2).max(20)

export const listSynonyms = endpoint({
  method: 'GET',
  path: '/api/synonyms',
  summary: { en: 'Words that mean the same', ja: '同義語の一覧' },
  tag,
  query: z.object({ brandId: id.optional(), ...paging.shape }),
  reply: pageOf(synonymGroup),
})

export const createSynonyms = endpoint({
  method: 'POST',
  path: '/api/synonyms',
  summary: { en: 'Let words mean the same', ja: '同義語を登録する' },
  tag,
  body: z.object({ brandId: id, words }),
  reply: synonymGroup,
})

export const changeSynonyms = endpoint({
  method: 'PUT',
  path: '/api/synonyms/{id}',
  summary: { en: 'Change a group of synonyms', ja: '同義語を変更する' },
  tag,
  params: byId,
  body: z.object({ words }),
  reply: synonymGroup,
})

export const deleteSynonyms = endpoint({
  method: 'DELETE',
  path: '/api/synonyms/{id}',
  summary: { en: 'Delete a group of synonyms', ja: '同義語を削除する' },
  tag,
  params: byId,
  reply: nothing,
})
