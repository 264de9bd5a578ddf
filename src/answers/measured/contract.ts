import { z } from 'zod'
import { channel } from '#conversations/contract.ts'
import { endpoint, id, time } from '#platform/endpoint.ts'

const tag = 'Answers'
const locale = z.enum(['ja', 'en'])
const count = z.number().int()

/** What became of conversations the bot took part in. Each is counted once, by how it ended. */
export const outcomes = z.object({
  talks: count,
  /** The customer said that it helped, and did not come back within seven days. */
  helped: count,
  /** Said nothing after an answer, and did not come back within seven days. */
  silent: count,
  /** Came back of the same matter within seven days. */
  cameBack: count,
  handedOver: count,
  /** Asked on or was asked back, and left it at that. */
  unhelped: count,
  /** Its seven days are not over yet; in no share. */
  pending: count,
  /** Was greeted and asked nothing; in no share. */
  nothingAsked: count,
  /** helped + silent of all whose outcome is known; null: of none. */
  selfResolved: z.number().nullable(),
})
export type Outcomes = z.infer<typeof outcomes>

/** What became of single answers: the same words, counted by answer. */
const ofAnswers = z.object({
  shown: count,
  helped: count,
  silent: count,
  cameBack: count,
  askedFurther: count,
  handedOver: count,
  pending: count,
  selfResolved: z.number().nullable(),
})

export const articleFigures = ofAnswers.extend({
  articleId: id,
  title: z.string(),
  /** Opened from the help centre's search; put into answers by colleagues; the readers' votes. */
  opened: count,
  inserted: count,
  votes: z.object({ helpful: count, unhelpful: count }),
})

export const reasonFigures = ofAnswers.extend({
  /** Null: no reason was likely enough. */
  reasonId: id.nullable(),
  name: z.string(),
})

export const figures = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  all: outcomes,
  /** The same number of days before. */
  before: outcomes,
  byLocale: z.object({ ja: outcomes, en: outcomes }),
  articles: z.array(articleFigures),
  reasons: z.array(reasonFigures),
  searches: z.object({
    all: count,
    opened: count,
    withoutResult: count,
    /** What was looked for in vain, the most often first. */
    inVain: z.array(z.object({ query: z.string(), locale, count, lastAt: time })),
  }),
  /** How likely answers are right is judged by the brand's own, from so many judged ones; null: by the general curve alone. */
  curve: z.object({ judged: count, learntAt: time }).nullable(),
})
export type Figures = z.infer<typeof figures>

const period = z.object({
  brandId: id,
  /** How many days up to `to`, where `from` is not said. */
  days: z.coerce.number().int().min(1).max(366).default(28),
  /** Days of the brand, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  locale: locale.optional(),
})

export const getFigures = endpoint({
  method: 'GET',
  path: '/api/answers/figures',
  summary: {
    en: 'How many customers found the answer themselves, by article, reason and language; searches in vain',
    ja: '自己解決の実績。記事別・種別別・言語別の件数と、見つからなかった検索語',
  },
  tag,
  query: period,
  reply: figures,
})

export const getFiguresFile = endpoint({
  method: 'GET',
  path: '/api/answers/figures.csv',
  summary: {
    en: 'The same as a file for spreadsheets',
    ja: '自己解決の実績をCSVファイルで取得する',
  },
  tag,
  query: period.extend({ table: z.enum(['articles', 'reasons', 'searches']).default('articles') }),
  reply: z.string(),
  gives: 'text/csv',
})

export const careFigures = z.object({
  told: count,
  /** Medians. Of those whom a person has answered. */
  secondsToCare: count.nullable(),
  minutesToFirstReply: count.nullable(),
  /** Whom a time was named that has passed, and of these who had a person's answer by then. */
  promisesOver: count,
  promisesKept: count,
})
export type CareFigures = z.infer<typeof careFigures>

const care = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  all: careFigures,
  byChannel: z.array(careFigures.extend({ channel })),
})
export type Care = z.infer<typeof care>

export const getCare = endpoint({
  method: 'GET',
  path: '/api/answers/care',
  summary: {
    en: 'How soon customers were told that what they wrote has come, and whether a person answered by the time they were told',
    ja: '受付のご案内の実績。ご案内までの時間と、お知らせした日時までに返信できた件数',
  },
  tag,
  query: period.omit({ locale: true }),
  reply: care,
})

const decided = z.object({
  kind: z.enum(['answer', 'ask', 'hand_over']),
  confidence: z.number(),
  articleId: id.nullable(),
  title: z.string(),
})
export type Decided = z.infer<typeof decided>
const counts = z.object({ answer: count, ask: count, hand_over: count })

export const replay = z.object({
  questions: count,
  /** As the brand's setting is, and with the other one. */
  asIs: counts,
  other: counts,
  /** Only what would be decided otherwise, or with another article. */
  changes: z.array(
    z.object({
      conversationId: id,
      question: z.string(),
      locale,
      at: time,
      asIs: decided,
      other: decided,
      /** What came of it when it was asked, as far as that is known. */
      outcome: z.enum(['helped', 'asked_further', 'handed_over', 'came_back']).nullable(),
    }),
  ),
})
export type Replay = z.infer<typeof replay>

export const getReplay = endpoint({
  method: 'GET',
  path: '/api/answers/replay',
  summary: {
    en: 'What the bot would have decided about past questions with another setting; nothing is changed',
    ja: '過去の質問に別の設定を当てはめた場合の判断を比べる。何も変更しない',
  },
  tag,
  role: 'supervisor',
  query: z.object({
    brandId: id,
    certainty: z.enum(['careful', 'usual', 'bold']),
    /** The brand's own curve, as it is used now, or the general one. */
    curve: z.enum(['own', 'general']).default('own'),
    synonyms: z.enum(['1', '0']).default('1'),
    /** Questions the bot was asked, or how past conversations began. */
    of: z.enum(['bot', 'conversations']).default('bot'),
  }),
  reply: replay,
})
