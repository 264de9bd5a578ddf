import { z } from 'zod'
import { byId, endpoint, id, nothing, pageOf, paging, time } from '#platform/endpoint.ts'

const tag = 'Required reading'
const locale = z.enum(['ja', 'en'])
const person = z.object({ id, name: z.string() })

const asked = z.object({
  text: z.string().trim().min(1).max(500),
  choices: z.array(z.string().trim().min(1).max(300)).min(2).max(6),
  /** Shown after a wrong answer: what the manual says about it. */
  passage: z.string().trim().max(2_000).default(''),
})
/** Asked of whoever says they have read it; in both languages, with as many choices in each. */
export const checkQuestion = z
  .object({ ja: asked, en: asked, right: z.number().int().min(0).max(5) })
  .refine(({ ja, en, right }) => ja.choices.length === en.choices.length && right < ja.choices.length, {
    path: ['right'],
  })
export type CheckQuestion = z.infer<typeof checkQuestion>

export const readingWish = z.object({
  teamIds: z.array(id).max(100).default([]),
  staffIds: z.array(id).max(500).default([]),
  days: z.number().int().min(1).max(365).default(7),
  question: checkQuestion.nullable().default(null),
})
export type ReadingWish = z.infer<typeof readingWish>

const readingItem = z.object({
  id,
  brandId: id,
  articleId: id,
  title: z.string(),
  /** The version that is to be read. */
  number: z.number().int(),
  askedAt: time,
  askedBy: person.nullable(),
  dueAt: time,
  asked: z.number().int(),
  confirmed: z.number().int(),
  overdue: z.number().int(),
})
export type ReadingItem = z.infer<typeof readingItem>

export const listReadings = endpoint({
  method: 'GET',
  path: '/api/required-readings',
  summary: {
    en: 'What has to be read now, with how many have confirmed it',
    ja: '必読の一覧と、確認済みの人数',
  },
  tag,
  role: 'supervisor',
  query: z.object({ brandId: id.optional(), ...paging.shape }),
  reply: pageOf(readingItem),
})

const reader = z.object({
  staff: person,
  /** The teams for which they are asked; empty: by name. */
  teams: z.array(z.string()),
  dueAt: time,
  isOverdue: z.boolean(),
  confirmedAt: time.nullable(),
  /** How often the check question was answered wrongly. */
  wrong: z.number().int(),
})

const readingPage = readingItem.extend({
  days: z.number().int(),
  teams: z.array(person),
  staff: z.array(person),
  question: checkQuestion.nullable(),
  /** Who has not, first. */
  readers: z.array(reader),
})
export type ReadingPage = z.infer<typeof readingPage>

export const getReading = endpoint({
  method: 'GET',
  path: '/api/required-readings/{id}',
  summary: { en: 'Who has read it and who has not', ja: '誰が読んだか、読んでいないか' },
  tag,
  role: 'supervisor',
  params: byId,
  reply: readingPage,
})

export const remindReaders = endpoint({
  method: 'POST',
  path: '/api/required-readings/{id}/reminders',
  summary: { en: 'Remind everybody who has not read it', ja: 'まだ読んでいない全員に再度知らせる' },
  tag,
  role: 'supervisor',
  params: byId,
  reply: nothing,
})

export const readingOfArticle = endpoint({
  method: 'GET',
  path: '/api/articles/{id}/required-reading',
  summary: { en: 'Whether an article has to be read now, and by whom', ja: '記事が必読かどうか、対象者' },
  tag,
  role: 'supervisor',
  params: byId,
  reply: z.object({ reading: readingPage.nullable() }),
})

export const requireReading = endpoint({
  method: 'PUT',
  path: '/api/articles/{id}/required-reading',
  summary: {
    en: 'Ask people and teams to read what is published of an article; asks all of them anew',
    ja: '公開中の記事を、チームや個人の必読にする。対象者全員に改めて確認を求める',
  },
  tag,
  role: 'supervisor',
  params: byId,
  body: readingWish,
  reply: readingPage,
})

export const endReading = endpoint({
  method: 'DELETE',
  path: '/api/articles/{id}/required-reading',
  summary: { en: 'Ask for it no longer; what was confirmed is kept', ja: '必読を終了する。確認の記録は残る' },
  tag,
  role: 'supervisor',
  params: byId,
  reply: nothing,
})

const myReading = z.object({
  id,
  articleId: id,
  brandName: z.string(),
  title: z.string(),
  number: z.number().int(),
  dueAt: time,
  isOverdue: z.boolean(),
  /** They had confirmed a version before this one. */
  isNewVersion: z.boolean(),
  confirmedAt: time.nullable(),
})
export type MyReading = z.infer<typeof myReading>

export const listMyReadings = endpoint({
  method: 'GET',
  path: '/api/my-readings',
  summary: { en: 'What the caller has to read, next due first', ja: '自分の必読（期限が近い順）' },
  tag,
  query: z.object({ state: z.enum(['open', 'confirmed']).default('open') }),
  reply: z.object({ items: z.array(myReading) }),
})

const myReadingPage = myReading.extend({
  /** The version in the caller's language, or the only one there is. */
  versionId: id,
  locale,
  html: z.string(),
  question: z.object({ text: z.string(), choices: z.array(z.string()) }).nullable(),
})
export type MyReadingPage = z.infer<typeof myReadingPage>

export const getMyReading = endpoint({
  method: 'GET',
  path: '/api/my-readings/{id}',
  summary: { en: 'What is to be read, with its check question', ja: '必読の本文と確認問題' },
  tag,
  params: byId,
  reply: myReadingPage,
})

export const confirmReading = endpoint({
  method: 'POST',
  path: '/api/my-readings/{id}/confirmation',
  summary: {
    en: 'Say that one has read it, with an answer to its question; a wrong one confirms nothing and is shown the passage',
    ja: '読んだことを確認する。確認問題に間違えた場合は確認とならず、該当箇所を返す',
  },
  tag,
  role: 'read_only',
  scope: 'write',
  params: byId,
  body: z.object({ versionId: id, choice: z.number().int().min(0).max(5).nullable().default(null) }),
  reply: z.object({ isConfirmed: z.boolean(), passage: z.string() }),
})

export const appliedManuals = endpoint({
  method: 'GET',
  path: '/api/conversations/{id}/applied-manuals',
  summary: {
    en: 'By which version of which manual a conversation was handled when it was resolved',
    ja: '会話の解決時に適用されていたマニュアルとその版',
  },
  tag,
  params: byId,
  reply: z.object({
    items: z.array(
      z.object({
        articleId: id,
        title: z.string(),
        number: z.number().int(),
        publishedAt: time,
        /** When the conversation was resolved by it. */
        at: time,
        /** Another version is in force now. */
        isSuperseded: z.boolean(),
      }),
    ),
  }),
})
