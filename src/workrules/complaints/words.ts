import { refuseUnfitTwin } from '#people/brands/twins.ts'
import { m } from '#texts'
import { actorOf, type Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import type { Locale } from '#platform/locale.ts'
import { invalid, notFound } from '#platform/refusal.ts'
import type { z } from 'zod'
import { complaintPlaceholders, complaintWords } from './contract.ts'

type Words = z.output<typeof complaintWords>

/**
 * The desk's own words. They are no translations of each other: Japanese begins with an apology, repeats what was understood and asks for a
 * check; English acknowledges, restates, asks to confirm and says what comes next.
 */
export function usualWords(): Words {
  const names = {
    name: '{{customer.name}}',
    agent: '{{agent.name}}',
    brand: '{{brand}}',
    number: '{{number}}',
    facts: '{{facts}}',
    wish: '{{wish}}',
    link: '{{link}}',
  }
  const text = (locale: Locale) => m.complaints_restatement(names, { locale })
  return { restatement: { en: text('en'), ja: text('ja') } }
}

export async function wordsOf(tx: Tx, brandId: number): Promise<Words> {
  const row = await tx
    .selectFrom('complaint_settings')
    .select('words')
    .where('brand_id', '=', brandId)
    .executeTakeFirst()
  const words = complaintWords.safeParse(row?.words ?? {})
  return words.success ? words.data : complaintWords.parse({})
}

export async function wordsPage(tx: Tx, brandId: number) {
  if (!tx.inBrands.includes(brandId)) throw notFound('brand')
  return { brandId, ...(await wordsOf(tx, brandId)), usualWords: usualWords() }
}

/** Sets the wording of a brand: without the facts and the link nobody could confirm anything. */
export async function saveWords(tx: Tx, caller: Caller, brandId: number, words: Words): Promise<void> {
  if (!tx.inBrands.includes(brandId)) throw notFound('brand')
  refuseUnfitTwin('restatement', words.restatement, complaintPlaceholders)
  for (const locale of ['en', 'ja'] as const)
    for (const needed of ['{{facts}}', '{{link}}'])
      if (words.restatement[locale] !== '' && !words.restatement[locale].includes(needed))
        throw invalid(`restatement.${locale}`, 'placeholder_missing', (say) =>
          m.complaints_needs_placeholder({ name: needed }, { locale: say }),
        )
  const row = { words: JSON.stringify(words) }
  await tx
    .insertInto('complaint_settings')
    .values({ brand_id: brandId, ...row })
    .onConflict((conflict) => conflict.column('brand_id').doUpdateSet(row))
    .execute()
  await record(tx, { type: 'complaint.words_changed', brandId, actor: actorOf(caller) })
}
