import { z } from 'zod'
import { byId, endpoint, id } from '#platform/endpoint.ts'

const tag = 'Answers'
const locale = z.enum(['ja', 'en'])
const kind = z.enum(['name', 'email', 'phone', 'order', 'address', 'card', 'link', 'number'])
/** A part of a text; `removed`: what it is, and that it does not come into the article. */
const part = z.object({ text: z.string(), removed: kind.nullable() })

export const articleDraft = z.object({
  locale,
  title: z.array(part),
  messages: z.array(
    z.object({
      messageId: id,
      isOurs: z.boolean(),
      /** Taken into the article unless somebody says otherwise. */
      isTaken: z.boolean(),
      parts: z.array(part),
    }),
  ),
  reasonId: id.nullable(),
  /** What there is already that says much the same. */
  similar: z.array(
    z.object({
      articleId: id,
      locale,
      title: z.string(),
      isPublished: z.boolean(),
      /** How much of what the question says stands in it, from 0 to 1. */
      likeness: z.number(),
    }),
  ),
})
export type ArticleDraft = z.infer<typeof articleDraft>

export const draftArticle = endpoint({
  method: 'GET',
  path: '/api/conversations/{id}/article-draft',
  summary: {
    en: 'What an article from this conversation would be, without what says who somebody is, and what resembles it',
    ja: 'このお問い合わせから作る記事の下書き。個人情報を除いた本文と、似た内容の記事',
  },
  tag,
  params: byId,
  role: 'agent',
  reply: articleDraft,
})

export const makeArticle = endpoint({
  method: 'POST',
  path: '/api/conversations/{id}/articles',
  summary: {
    en: 'Begin an article from messages of a conversation; names, addresses and numbers do not come along',
    ja: 'お問い合わせのメッセージから記事の下書きを作る。氏名・住所・番号などは取り除かれる',
  },
  tag,
  params: byId,
  body: z.object({
    locale,
    title: z.string().trim().max(200).default(''),
    messageIds: z.array(id).max(50),
    /** Pieces that were taken out wrongly and shall stay. */
    kept: z.array(z.string().max(300)).max(200).default([]),
    audience: z.enum(['public', 'staff']).default('public'),
  }),
  reply: z.object({ articleId: id }),
})
