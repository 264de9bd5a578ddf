import type { Tone } from '#agent/kit/chip.tsx'
import type { Reply } from '#agent/api.ts'
import { fullDayOf } from '#agent/kit/time.ts'
import type { Locale } from '#platform/locale.ts'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import type { Side } from './searches.ts'

export type ArticleItem = Reply<'GET /api/articles'>['items'][number]
export type Article = Reply<'GET /api/articles/{id}'>
export type ArticleText = NonNullable<Article['texts']['ja']>
export type Category = Reply<'GET /api/article-categories'>['items'][number]
export type State = ArticleText['state']

/** A language in its own words. */
export const localeName = (locale: Locale): string => (locale === 'ja' ? '日本語' : 'English')
/** A language in the words of the reader. */
export const languageIn = (locale: Locale): string =>
  new Intl.DisplayNames(getLocale(), { type: 'language' }).of(locale) ?? locale
export const otherLocale = (locale: Locale): Locale => (locale === 'ja' ? 'en' : 'ja')

export const stateName = (state: State): string =>
  ({
    draft: m.knowledge_state_draft,
    in_review: m.knowledge_state_in_review,
    approved: m.knowledge_state_approved,
    published: m.knowledge_state_published,
  })[state]()

type Standing = { state: State; publishAt: string | null; isStale: boolean; isPublished: boolean }

/** Where a text stands, in one word and its tone; what readers see is said first. */
export function standingOf(text: Standing | null): { name: string; tone: Tone }[] {
  if (!text) return [{ name: m.knowledge_state_missing(), tone: 'plain' }]
  const { state, publishAt, isStale, isPublished } = text
  const all: { name: string; tone: Tone }[] = []
  if (isPublished) all.push({ name: m.knowledge_state_published(), tone: 'matcha' })
  if (publishAt) all.push({ name: m.knowledge_state_scheduled({ when: fullDayOf(publishAt) }), tone: 'ai' })
  else if (state === 'draft' && isPublished) all.push({ name: m.knowledge_state_edited(), tone: 'plain' })
  else if (state !== 'published')
    all.push({ name: stateName(state), tone: state === 'draft' ? 'plain' : 'ai' })
  if (isStale) all.push({ name: m.knowledge_state_stale(), tone: 'kohaku' })
  return all
}

type Titled = { sourceLocale: Locale; texts: { [L in Locale]: { title: string } | null } }

/** The title as the reader would rather have it, and the language it is in. */
export function titleOf({ texts, sourceLocale }: Titled): {
  title: string
  locale: Locale
} {
  const mine = getLocale()
  const order = [mine, sourceLocale, otherLocale(sourceLocale)]
  const locale = order.find((one) => texts[one]?.title) ?? mine
  return { title: texts[locale]?.title || m.knowledge_untitled(), locale }
}

export const sideName = (side: Side): string =>
  ({ about: m.knowledge_side_about, review: m.knowledge_side_review, versions: m.knowledge_side_versions })[
    side
  ]()

export const categoryName = (category: Pick<Category, 'nameEn' | 'nameJa'>): string =>
  getLocale() === 'ja' ? category.nameJa : category.nameEn

export type ReviewReason = Reply<'GET /api/article-reviews'>['items'][number]['reasons'][number]
export const reviewReasons = [
  'asked',
  'overdue',
  'stale',
  'low_votes',
  'no_owner',
] as const satisfies ReviewReason[]

export const reasonWords = (reason: ReviewReason): { name: string; tone: Tone } => ({
  name: {
    asked: m.knowledge_reason_asked,
    overdue: m.knowledge_reason_overdue,
    stale: m.knowledge_reason_stale,
    low_votes: m.knowledge_reason_low_votes,
    no_owner: m.knowledge_reason_no_owner,
  }[reason](),
  tone: ({ asked: 'ai', overdue: 'kohaku', stale: 'kohaku', low_votes: 'shu', no_owner: 'plain' } as const)[
    reason
  ],
})
