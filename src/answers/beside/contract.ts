import { z } from 'zod'
import { byId, endpoint, id, nothing, time } from '#platform/endpoint.ts'

const tag = 'Answers'
export const locale = z.enum(['ja', 'en'])
const part = z.object({ text: z.string(), isHit: z.boolean() })

/** A public article, as it may be put into an answer. */
export const suggestedArticle = z.object({
  articleId: id,
  /** The language it is there in; `isFallback`: not the customer's. */
  locale,
  isFallback: z.boolean(),
  title: z.string(),
  /** Where customers read it. */
  url: z.string(),
  /** What of it answers the question, word for word. */
  passage: z.array(part),
  why: z.object({
    /** Words of the question that stand in it, the rarest first. */
    words: z.array(z.string()),
    /** It answers the contact reason of the conversation. */
    isForReason: z.boolean(),
    /** How often somebody said it helped, bot's customers and colleagues together. */
    helped: z.number().int(),
  }),
  /** Somebody said that it helped here. */
  hasHelped: z.boolean(),
})
export type SuggestedArticle = z.infer<typeof suggestedArticle>

/** What only staff read; it is never put into an answer. */
export const manual = z.object({
  articleId: id,
  locale,
  /** Not there in the reader's own language. */
  isFallback: z.boolean(),
  title: z.string(),
  html: z.string(),
})

export const solvedConversation = z.object({
  conversationId: id,
  subject: z.string(),
  question: z.string(),
  answer: z.string(),
  /** Words both have, the rarest first. */
  words: z.array(z.string()),
  isOfSameReason: z.boolean(),
  answeredBy: z.string(),
  answeredAt: time,
})

export const beside = z.object({
  /** The customer's words that were looked up. */
  question: z.string(),
  /** In which language articles are put into the answer. */
  locale,
  /** The reason that the text speaks of, while nobody has said one; null: none is likely enough, or one was set. */
  reason: z.object({ reasonId: id, probability: z.number() }).nullable(),
  /** The manuals are for this reason: the conversation's own, or else the suggested one. */
  manualsForReasonId: id.nullable(),
  manuals: z.array(manual),
  articles: z.array(suggestedArticle),
  solved: z.array(solvedConversation),
})
export type Beside = z.infer<typeof beside>

export const getBeside = endpoint({
  method: 'GET',
  path: '/api/conversations/{id}/beside',
  summary: {
    en: 'What helps to answer a conversation: the manual for its reason, articles, earlier solved conversations, and which reason it is likely about',
    ja: 'お問い合わせへの回答に役立つもの。種別に応じたマニュアル、記事、解決済みの類似のお問い合わせ、推定される種別',
  },
  tag,
  params: byId,
  reply: beside,
})

export const searchArticles = endpoint({
  method: 'GET',
  path: '/api/conversations/{id}/articles',
  summary: {
    en: 'Articles that can be put into an answer, by words or for the last question',
    ja: '回答に使える記事を検索する。語を指定しないときは最後の質問に合うもの',
  },
  tag,
  params: byId,
  query: z.object({ q: z.string().max(500).default('') }),
  reply: z.object({ items: z.array(suggestedArticle) }),
})

export const how = z.enum(['link', 'quote', 'text'])

export const insertArticle = endpoint({
  method: 'POST',
  path: '/api/conversations/{id}/insertions',
  summary: {
    en: 'Take an article into an answer as a link, a quotation or its text, in the language of the customer',
    ja: '記事をリンク・引用・本文として、顧客の言語で回答に取り入れる',
  },
  tag,
  params: byId,
  body: z.object({ articleId: id, how }),
  reply: z.object({
    locale,
    isFallback: z.boolean(),
    /** For the editor: paragraphs, lists, links; pictures and tables are left to the article itself. */
    html: z.string(),
  }),
})

export const sayHelped = endpoint({
  method: 'PUT',
  path: '/api/conversations/{id}/helpful-articles/{articleId}',
  summary: {
    en: 'Say that an article helped here; it is suggested sooner from then on',
    ja: 'この記事が役に立ったと記録する。以後、似たお問い合わせで上位に提案される',
  },
  tag,
  params: z.object({ id, articleId: id }),
  reply: nothing,
})

export const unsayHelped = endpoint({
  method: 'DELETE',
  path: '/api/conversations/{id}/helpful-articles/{articleId}',
  summary: { en: 'Take it back that an article helped here', ja: '役に立った記録を取り消す' },
  tag,
  params: z.object({ id, articleId: id }),
  reply: nothing,
})
