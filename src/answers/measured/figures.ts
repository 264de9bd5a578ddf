import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import type { Sendable } from '#platform/serve.ts'
import { figuresByArticle, figuresByReason } from './by-answer.ts'
import type { Figures } from './contract.ts'
import { periodOf } from './period.ts'
import { searchesIn } from './searches.ts'
import { outcomesOf } from './talks.ts'

type Wish = Parameters<typeof periodOf>[1]

/** How many customers found the answer themselves, and where they did not. */
export async function figuresFor(tx: Tx, wish: Wish, reader: Locale): Promise<Sendable<Figures>> {
  const { period, before } = await periodOf(tx, wish)
  const curve = await tx
    .selectFrom('answer_curves')
    .select(['judged', 'learnt_at as learntAt'])
    .where('brand_id', '=', wish.brandId)
    .executeTakeFirst()
  return {
    from: period.from,
    to: period.to,
    all: await outcomesOf(tx, period),
    before: await outcomesOf(tx, before),
    byLocale: {
      ja: await outcomesOf(tx, { ...period, locale: 'ja' }),
      en: await outcomesOf(tx, { ...period, locale: 'en' }),
    },
    articles: await figuresByArticle(tx, period, reader),
    reasons: await figuresByReason(tx, period, reader),
    searches: await searchesIn(tx, period),
    curve: curve ?? null,
  }
}
