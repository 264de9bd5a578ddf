import { sql } from 'kysely'
import type { z } from 'zod'
import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { changeArticle } from '../change-article.ts'
import { createArticle } from '../create-article.ts'
import { articleFor, findText } from '../door.ts'
import { publish } from '../publish.ts'
import { saveText } from '../save-text.ts'
import { type ArticleRecord, type Remark, shownRemark } from './article-record.ts'
import type { Format, importArticles as importing, TextFile } from './contract.ts'
import { articlesOfCsv } from './csv-articles.ts'
import { articlesOfMarkdown } from './markdown-files.ts'
import { openShelves, type Shelves } from './shelves.ts'
import { articlesOfZendesk } from './zendesk.ts'

type Wish = z.output<(typeof importing)['body']>
type Outcome = { created: number; changed: number; unchanged: number; remarks: Remark[] }
type Reader = (files: readonly TextFile[], mistakes: Remark[]) => ArticleRecord[]

const readers: Record<Format, Reader> = {
  markdown: articlesOfMarkdown,
  csv: articlesOfCsv,
  zendesk: articlesOfZendesk,
}
const mostShown = 200

/**
 * Takes articles in: all of them, or none and what to mend where. One that was taken in before under the same name is the same article
 * and is changed only where it differs. A trial does it all and takes it back.
 */
export async function importArticles(tx: Tx, wish: Wish, staffId: number, locale: Locale): Promise<Outcome> {
  if (!tx.inBrands.includes(wish.brandId)) throw notFound('brand')
  const mistakes: Remark[] = []
  const records = readers[wish.format](wish.files, mistakes)
  for (const record of records) mistakes.push(...mistakesIn(record))
  const [first] = wish.files
  if (records.length === 0 && mistakes.length === 0)
    mistakes.push({ file: first?.name ?? '', row: null, field: null, code: 'nothing_there' })
  if (mistakes.length > 0) throw refused(mistakes, locale)
  if (!wish.isTrial) return takeIn(tx, wish, records, staffId, locale)
  await sql`savepoint trial`.execute(tx)
  const outcome = await takeIn(tx, wish, records, staffId, locale)
  await sql`rollback to savepoint trial`.execute(tx)
  return outcome
}

async function takeIn(
  tx: Tx,
  wish: Wish,
  records: readonly ArticleRecord[],
  staffId: number,
  locale: Locale,
): Promise<Outcome> {
  const shelves = await openShelves(tx, wish.brandId, staffId)
  const outcome: Outcome = { created: 0, changed: 0, unchanged: 0, remarks: [] }
  const standing: { id: number; record: ArticleRecord; isNew: boolean; isChanged: boolean }[] = []
  // All of them stand before the first text is written, so that links between them lead somewhere.
  for (const record of records) {
    const known = shelves.articles.get(record.externalId)
    if (known?.isArchived) {
      outcome.remarks.push({ ...record.place, field: null, code: 'put_away', detail: record.externalId })
      outcome.unchanged++
      continue
    }
    standing.push({ record, ...(await stand(tx, wish.brandId, record, shelves, outcome.remarks, staffId)) })
  }
  for (const { id, record, isNew, isChanged } of standing) {
    const isWritten = await writeTexts(tx, { id, record, wish, shelves, staffId, locale }, outcome.remarks)
    if (isNew) outcome.created++
    else if (isWritten || isChanged) outcome.changed++
    else outcome.unchanged++
  }
  return outcome
}

/** An article where it belongs: begun, or the known one with what it is for now. */
async function stand(
  tx: Tx,
  brandId: number,
  record: ArticleRecord,
  shelves: Shelves,
  remarks: Remark[],
  staffId: number,
): Promise<{ id: number; isNew: boolean; isChanged: boolean }> {
  const reasonIds = record.reasons.flatMap((slug) => {
    const id = shelves.reasons.get(slug)
    if (id === undefined)
      remarks.push({ ...record.place, field: 'reasons', code: 'reason_unknown', detail: slug })
    return id === undefined ? [] : [id]
  })
  const categoryId = await shelves.categoryFor(record.category)
  const { audience, countries, reviewOn } = record
  const settings = { audience, countries, reviewOn, reasonIds, categoryId }
  const known = shelves.articles.get(record.externalId)
  if (known) {
    const isChanged =
      JSON.stringify(known.settings) !==
      JSON.stringify({ ...settings, reasonIds: [...reasonIds].sort((a, b) => a - b) })
    if (isChanged) await changeArticle(tx, known.id, settings, staffId)
    return { id: known.id, isNew: false, isChanged }
  }
  const { externalId } = record
  const sourceLocale = record.sourceLocale ?? (record.texts.ja ? 'ja' : 'en')
  const id = await createArticle(tx, { brandId, sourceLocale, title: '', externalId, ...settings }, staffId)
  shelves.articles.set(externalId, { id, isArchived: false, settings })
  return { id, isNew: true, isChanged: true }
}

type Writing = {
  id: number
  record: ArticleRecord
  wish: Wish
  shelves: Shelves
  staffId: number
  locale: Locale
}

/** Writes the texts that differ, the source first: what comes together says the same, so its translation is not stale. */
async function writeTexts(tx: Tx, one: Writing, remarks: Remark[]): Promise<boolean> {
  const article = await articleFor(tx, one.id, 'change')
  const source = article.source_locale === 'en' ? 'en' : 'ja'
  let isWritten = false
  for (const locale of [source, source === 'en' ? 'ja' : 'en'] as const) {
    const text = one.record.texts[locale]
    if (!text) continue
    const known = await findText(tx, article, locale)
    const original = locale === source ? undefined : await findText(tx, article, source)
    const saved = await saveText(
      tx,
      { id: one.id, locale },
      {
        revision: known?.revision ?? 0,
        title: text.title,
        html: shelved(text.html, one, remarks),
        keywords: text.keywords,
        translatedFromId: original?.published_version_id ?? known?.translated_from_id ?? undefined,
      },
      one.staffId,
    )
    const isPublished =
      one.wish.publishes && text.isPublished && (await publishIfFit(tx, one, locale, remarks))
    isWritten = isWritten || saved || isPublished
  }
  return isWritten
}

/** Links to articles get their numbers; a picture elsewhere will become a link, which is said. */
function shelved(html: string, { record, shelves }: Writing, remarks: Remark[]): string {
  const pictures = [...html.matchAll(/<img\b[^>]*\bsrc="(?!\/article-files\/)([^"]+)"/gi)].map(
    ([, src]) => src,
  )
  if (pictures.length > 0)
    remarks.push({
      ...record.place,
      field: 'html',
      code: 'picture_left_out',
      detail: pictures.slice(0, 5).join(' '),
    })
  return html.replaceAll(/<a href="article:([^"]*)">/g, (_link, name: string) => {
    const externalId = decodeURIComponent(name)
    const id = shelves.articles.get(externalId)?.id
    if (id === undefined)
      remarks.push({ ...record.place, field: 'html', code: 'link_left_out', detail: externalId })
    return id === undefined ? '<a>' : `<a data-article="${id}">`
  })
}

/** Lets readers see it; what is unfit stays a draft, and the reason is told. */
async function publishIfFit(tx: Tx, one: Writing, locale: Locale, remarks: Remark[]): Promise<boolean> {
  const text = await findText(tx, await articleFor(tx, one.id, 'change'), locale)
  if (!text || text.state === 'published') return false
  try {
    await publish(tx, { id: one.id, locale }, { revision: text.revision, at: null, staffId: one.staffId })
    return true
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    remarks.push({ ...one.record.place, field: null, code: 'not_published', detail: error.say(one.locale) })
    return false
  }
}

function mistakesIn({ texts, place }: ArticleRecord): Remark[] {
  return Object.values(texts).flatMap((text): Remark[] => [
    ...(text.title.trim() === '' ? [{ ...place, field: 'title', code: 'title_missing' as const }] : []),
    ...(text.title.length > 200 || text.html.length > 500_000
      ? [{ ...place, field: 'title', code: 'too_long' as const }]
      : []),
  ])
}

function refused(mistakes: readonly Remark[], shownIn: Locale): Refusal {
  const say = (locale: Locale) => m.knowledge_import_mistakes({ count: mistakes.length }, { locale })
  const errors = mistakes.slice(0, mostShown).map((one) => shownRemark(one, shownIn))
  return new Refusal(422, 'import_mistakes', say, { field: 'files', more: { errors } })
}
