import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'

const longest = 200

/** Keeps what was searched and how much was found, without saying who; answers under which id. */
export async function recordSearch(
  tx: Tx,
  search: { brandId: number; locale: Locale; question: string; found: number; openedId?: number | undefined },
): Promise<number> {
  const { id } = await tx
    .insertInto('help_searches')
    .values({
      brand_id: search.brandId,
      locale: search.locale,
      query: withoutPersonal(search.question).slice(0, longest).toWellFormed(),
      found: search.found,
      opened_article_id: search.openedId ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Notes which article a search led to: the first one, and only soon after. */
export async function recordOpened(
  tx: Tx,
  opened: { brandId: number; searchId: number; articleId: number },
): Promise<void> {
  await sql`
    update help_searches set opened_article_id = ${opened.articleId}
    where brand_id = ${opened.brandId} and id = ${opened.searchId} and opened_article_id is null
      and created_at > now() - interval '1 hour'`.execute(tx)
}

const personal: readonly [RegExp, string][] = [
  [/[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}.-]+/gu, '[email]'],
  [/https?:\/\/\S+/gi, '[link]'],
  // Telephone, card, postal and parcel numbers, and orders that are digits alone.
  [/[+(#〒]?\d[\d\s().\-‐–—]{3,}\d/g, '[number]'],
  // Order numbers with letters in front or within: HK-2041, #HK2041, 1Z999AA.
  [/#?\b(?=[a-z0-9-]*\d)(?=[a-z0-9-]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*\d[a-z0-9-]*\b/gi, '[number]'],
]

/** A question without addresses, telephone and order numbers. */
export function withoutPersonal(question: string): string {
  // oxlint-disable-next-line no-control-regex
  const plain = question.normalize('NFKC').replaceAll(/[\u0000-\u001f\u007f]+/g, ' ')
  return personal
    .reduce((text, [pattern, instead]) => text.replaceAll(pattern, instead), plain.slice(0, 2_000))
    .replaceAll(/\s+/g, ' ')
    .trim()
}
