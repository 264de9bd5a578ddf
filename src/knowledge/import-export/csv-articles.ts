import { type ArticleRecord, checkedFields, listed, type Remark } from './article-record.ts'
import type { TextFile } from './contract.ts'
import { readCsv, writeCsv } from './csv.ts'

const columns = [
  ...['id', 'language', 'title', 'html', 'keywords', 'source', 'audience', 'countries'],
  ...['category_en', 'category_ja', 'subcategory_en', 'subcategory_ja', 'reasons', 'review', 'published'],
] as const
type Row = Partial<Record<string, string>>

/** Articles from a table with one row for each language of each; `language`, `title` and `html` (or `text`) must be there. */
export function articlesOfCsv(files: readonly TextFile[], mistakes: Remark[]): ArticleRecord[] {
  const found = new Map<string, ArticleRecord>()
  for (const file of files) {
    const { rows, openQuoteAt } = readCsv(file.text)
    if (openQuoteAt !== null)
      mistakes.push({ file: file.name, row: openQuoteAt, field: null, code: 'quote_open' })
    const [head, ...body] = rows
    const names = (head?.cells ?? []).map((name) => name.trim().toLowerCase())
    const missing = ['language', 'title'].filter((name) => !names.includes(name))
    if (!names.includes('html') && !names.includes('text')) missing.push('html')
    for (const name of missing)
      mistakes.push({ file: file.name, row: 1, field: name, code: 'column_missing', detail: name })
    if (missing.length > 0) continue
    for (const { cells, line } of body) {
      const row: Row = Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']))
      takeRow(found, row, { file: file.name, row: line }, mistakes)
    }
  }
  return [...found.values()]
}

function takeRow(
  found: Map<string, ArticleRecord>,
  row: Row,
  place: ArticleRecord['place'],
  mistakes: Remark[],
): void {
  const locale = row.language?.trim().toLowerCase()
  if (locale !== 'ja' && locale !== 'en') {
    mistakes.push({ ...place, field: 'language', code: 'locale_unknown', detail: row.language ?? '' })
    return
  }
  const externalId = row.id?.trim() || `${place.file}:${place.row}`
  const { audience = '', countries = '', review: reviewOn = '' } = row
  const checked = checkedFields({ audience, countries, reviewOn }, place, mistakes)
  const category = [named(row.category_en, row.category_ja), named(row.subcategory_en, row.subcategory_ja)]
  const known = found.get(externalId) ?? {
    externalId,
    sourceLocale: row.source === 'ja' || row.source === 'en' ? row.source : undefined,
    ...checked,
    category: category.filter((one) => one.en || one.ja),
    reasons: listed(row.reasons),
    texts: {},
    place,
  }
  if (known.texts[locale]) mistakes.push({ ...place, field: 'id', code: 'twice', detail: externalId })
  known.texts[locale] = {
    title: row.title?.trim() ?? '',
    html: row.html || paragraphs(row.text ?? ''),
    keywords: listed(row.keywords),
    isPublished: !/^(?:false|no|0|draft)$/i.test(row.published?.trim() ?? ''),
    place,
  }
  found.set(externalId, known)
}

const named = (en = '', ja = '') => ({
  ...(en.trim() && { en: en.trim() }),
  ...(ja.trim() && { ja: ja.trim() }),
})

const paragraphs = (text: string) =>
  text
    .split(/\r?\n\s*\r?\n/)
    .map(
      (one) =>
        `<p>${one.replaceAll('&', '&amp;').replaceAll('<', '&lt;').trim().replaceAll(/\r?\n/g, '<br>')}</p>`,
    )
    .join('')

/** The table that `articlesOfCsv` reads. */
export function csvOfArticles(articles: readonly ArticleRecord[]): TextFile[] {
  const rows = articles.flatMap((article) =>
    (['ja', 'en'] as const).flatMap((locale) => {
      const text = article.texts[locale]
      if (!text) return []
      const [first, second] = article.category
      return [
        [
          ...[article.externalId, locale, text.title, text.html, text.keywords.join(', ')],
          ...[article.sourceLocale ?? '', article.audience, article.countries.join(', ')],
          ...[first?.en ?? '', first?.ja ?? '', second?.en ?? '', second?.ja ?? ''],
          ...[article.reasons.join(', '), article.reviewOn ?? '', String(text.isPublished)],
        ],
      ]
    }),
  )
  return [{ name: 'articles.csv', text: writeCsv([columns, ...rows]) }]
}
