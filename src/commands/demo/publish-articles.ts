import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { createCategory } from '#knowledge/categories.ts'
import { createArticle } from '#knowledge/create-article.ts'
import { markdownToHtml } from '#knowledge/import-export/markdown-to-html.ts'
import { publish } from '#knowledge/publish.ts'
import { saveText } from '#knowledge/save-text.ts'
import { inBrands, type Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import type { Desk } from '../../desk.ts'
import type { Dice } from './dice.ts'
import type { Shop } from './furnish.ts'

const folder = fileURLToPath(new URL('../../../database/sample/articles', import.meta.url))
const ownCategory = { nameEn: 'Care and use', nameJa: 'お手入れ・使い方' }
const days = 300
// What agents have found to help most often, and the first page names.
const helped: Record<string, number> = {
  'where-is-my-order.md': 41,
  'return-within-30-days.md': 33,
  'delivered-not-received.md': 27,
}

type Sample = Record<string, string> & { body: string }
type Pair = { slug: string; texts: Record<Locale, Sample | undefined>; first: Sample; locale: Locale }

/** The sample's help centre: what customers of kitchenware ask, in both languages, published over the last months. */
export async function publishArticles(desk: Desk, shop: Shop, dice: Dice): Promise<void> {
  const [writer] = shop.people
  if (!writer) throw new Error('Nobody works at the sample')
  await inBrands(desk.db, [shop.brandId], async (tx) => {
    await createCategory(tx, { brandId: shop.brandId, parentId: null, ...ownCategory }, writer.staffId)
    const rows = await tx.selectFrom('article_categories').select(['id', 'name_en']).execute()
    const categories = new Map(rows.map((row) => [row.name_en, row.id]))
    for (const pair of samples()) {
      const categoryId = categories.get(pair.first.category ?? '') ?? null
      await publishPair(tx, shop, pair, categoryId, writer.staffId)
    }
    await spreadOut(tx, shop.brandId, dice)
  })
}

async function publishPair(
  tx: Tx,
  shop: Shop,
  { slug, texts, first, locale: sourceLocale }: Pair,
  categoryId: number | null,
  staffId: number,
): Promise<void> {
  const reasonIds = listOf(first.reasons).flatMap((slug) => shop.reasons.get(slug) ?? [])
  const audience = first.audience === 'staff' ? ('staff' as const) : ('public' as const)
  const wish = { brandId: shop.brandId, sourceLocale, title: '', categoryId, reasonIds, audience }
  const id = await createArticle(tx, { ...wish, countries: listOf(first.countries) }, staffId)
  for (const locale of [sourceLocale, sourceLocale === 'ja' ? 'en' : 'ja'] as const) {
    const text = texts[locale]
    if (!text) continue
    const isSource = locale === sourceLocale
    const words = {
      title: text.title ?? '',
      html: markdownToHtml(text.body),
      keywords: listOf(text.keywords),
    }
    await saveText(tx, { id, locale }, { revision: isSource ? 1 : 0, ...words }, staffId)
    await publish(tx, { id, locale }, { revision: isSource ? 2 : 1, at: null, staffId })
  }
  await tx
    .updateTable('articles')
    .set({ helped: helped[slug] ?? 0 })
    .where('brand_id', '=', shop.brandId)
    .where('id', '=', id)
    .execute()
}

/** In the order in which they stand in their categories. */
function samples(): Pair[] {
  const slugs = new Set((['ja', 'en'] as const).flatMap((locale) => readdirSync(`${folder}/${locale}`)))
  return [...slugs]
    .flatMap((slug) => {
      const texts = { ja: read(slug, 'ja'), en: read(slug, 'en') }
      const first = texts.ja ?? texts.en
      return first ? [{ slug, texts, first, locale: texts.ja ? ('ja' as const) : ('en' as const) }] : []
    })
    .sort((one, other) => Number(one.first.position) - Number(other.first.position))
}

function read(slug: string, locale: Locale): Sample | undefined {
  if (!readdirSync(`${folder}/${locale}`).includes(slug)) return undefined
  const [, front = '', body = ''] =
    /^---\n(.*?)\n---\n(.*)$/s.exec(readFileSync(`${folder}/${locale}/${slug}`, 'utf8')) ?? []
  const fields = front.split('\n').map((line) => /^(\w+): (.*)$/.exec(line)?.slice(1) ?? [])
  return { ...Object.fromEntries(fields), body }
}

const listOf = (text = ''): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)

/** Written over the last months, not all at this moment. */
async function spreadOut(tx: Tx, brandId: number, dice: Dice): Promise<void> {
  const rows = await tx.selectFrom('article_versions').select(['id', 'article_id']).orderBy('id').execute()
  const ages = new Map<number, number>()
  for (const { id, article_id } of rows) {
    const age = ages.get(article_id) ?? dice.below(days * 24)
    ages.set(article_id, age)
    await sql`update article_versions set published_at = now() - make_interval(hours => ${age})
      where brand_id = ${brandId} and id = ${id}`.execute(tx)
  }
}
