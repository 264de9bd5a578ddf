import { posix } from 'node:path'
import { cleanArticleHtml } from '../article-html.ts'
import { blocksOf, textOf } from '../blocks.ts'
import { lacksAlt } from '../links.ts'
import type { ArticleRecord, Place, Remark, TextRecord } from './article-record.ts'
import type { Format, TextFile } from './contract.ts'
import { articlesOfCsv } from './csv-articles.ts'
import { articlesOfMarkdown } from './markdown-files.ts'
import type { CarriedFile } from './unpack.ts'
import { articlesOfZendesk } from './zendesk.ts'

const readers: Record<Format, (files: readonly TextFile[], mistakes: Remark[]) => ArticleRecord[]> = {
  markdown: articlesOfMarkdown,
  csv: articlesOfCsv,
  zendesk: articlesOfZendesk,
}

/** An article as it is to be written. In its HTML files and articles have numbers of the import alone. */
export type ReadArticle = Omit<ArticleRecord, 'texts'> & {
  texts: Partial<Record<'ja' | 'en', ReadText>>
  remarks: Remark[]
  /** What is to be mended: with any of these it is not taken in. */
  mistakes: Remark[]
}
export type ReadText = Omit<TextRecord, 'place'> & {
  /** What it says without markup. */
  text: string
  /** What would disappoint its readers, so that it stays a draft. */
  unfit: 'text_empty' | 'alt_missing' | undefined
}

export type Reading = {
  articles: ReadArticle[]
  /** Mistakes of no article, each of which is a line that is left out, or all there is. */
  others: Remark[]
  /** What articles are called elsewhere, and files, by the numbers that stand in the texts. */
  names: string[]
  files: CarriedFile[]
}

/** Numbers that stand for an article or a file until it has its own: longer than any the database gives. */
export const firstNumber = 900_000_000_000_000

/** Reads what was unpacked: articles cleaned and ready to be written, with everything that is to be said about them. */
export function read(format: Format, texts: readonly TextFile[], files: readonly CarriedFile[]): Reading {
  const mistakes: Remark[] = []
  const records = readers[format](texts, mistakes)
  const numbers = numbering(files)
  const seen = new Set<string>()
  const own = mistakesByRecord(records, mistakes)
  const articles = records.map((record): ReadArticle => {
    const found = [...(own.get(record) ?? []), ...mistakesIn(record)]
    if (seen.has(record.externalId) && found.length === 0)
      found.push({ ...record.place, field: 'id', code: 'twice', detail: record.externalId })
    seen.add(record.externalId)
    const remarks: Remark[] = []
    const read = Object.entries(record.texts).map(([locale, text]) => [
      locale,
      readText(text, record.place, numbers, remarks),
    ])
    return { ...record, texts: Object.fromEntries(read), remarks, mistakes: found }
  })
  const taken = new Set([...own.values()].flat())
  const others = mistakes.filter((one) => !taken.has(one))
  if (articles.length === 0 && others.length === 0)
    others.push({ file: texts[0]?.name ?? '', row: null, field: null, code: 'nothing_there' })
  return { articles, others, names: numbers.names, files: numbers.files }
}

function readText(
  { place, ...text }: TextRecord,
  otherwise: Place,
  numbers: Numbering,
  remarks: Remark[],
): ReadText {
  const where = place ?? otherwise
  const note = (code: Remark['code'], detail: string) =>
    remarks.push({ ...where, field: 'html', code, detail })
  const html = cleanArticleHtml(numbered(text.html, where, numbers, note))
  const isEmpty = blocksOf(html).length === 0
  return {
    ...text,
    keywords: [...new Set(text.keywords)],
    html,
    text: textOf(html),
    unfit: isEmpty ? 'text_empty' : lacksAlt(html) ? 'alt_missing' : undefined,
  }
}

type Numbering = {
  names: string[]
  files: CarriedFile[]
  nameOf(externalId: string): number
  fileAt(path: string): number | undefined
}

function numbering(carried: readonly CarriedFile[]): Numbering {
  const names = new Map<string, number>()
  const files = new Map<CarriedFile, number>()
  const byPath = new Map(carried.map((file) => [file.path.normalize('NFC').toLowerCase(), file]))
  const number = <T>(of: Map<T, number>, one: T) => {
    const known = of.get(one) ?? firstNumber + of.size
    of.set(one, known)
    return known
  }
  return {
    get names() {
      return [...names.keys()]
    },
    get files() {
      return [...files.keys()]
    },
    nameOf: (externalId) => number(names, externalId),
    fileAt(path) {
      const file = byPath.get(path.normalize('NFC').toLowerCase())
      return file && number(files, file)
    },
  }
}

const elsewhere = /^(?:[a-z][a-z\d+.-]*:|\/|#|$)/i

/** Puts numbers in the place of files beside the text and of articles named, in a way that the cleaning lets through. */
function numbered(
  html: string,
  place: Place,
  numbers: Numbering,
  note: (code: Remark['code'], detail: string) => void,
): string {
  const pictures = [...html.matchAll(/<img\b[^>]*\bsrc="(https?:[^"]+)"/gi)].map(([, src]) => src)
  if (pictures.length > 0) note('picture_left_out', pictures.slice(0, 5).join(' '))
  const folder = posix.dirname(place.file.replaceAll('\\', '/'))
  return html
    .replaceAll(
      /<a href="article:([^"]*)">/g,
      (_link, name: string) => `<a data-article="${numbers.nameOf(unescaped(name))}">`,
    )
    .replaceAll(
      /(<(?:img|video|a)\b[^>]*?\b(?:src|href)=)"([^"]*)"/gi,
      (whole, before: string, to: string) => {
        if (elsewhere.test(to.trim())) return whole
        const path = posix.normalize(
          posix.join(folder, unescaped(to.replaceAll('&amp;', '&').replace(/[?#].*$/, ''))),
        )
        const number = numbers.fileAt(path)
        if (number !== undefined) return `${before}"/article-files/${number}"`
        note(/\.(?:md|markdown)$/i.test(path) ? 'link_left_out' : 'file_missing', to.slice(0, 200))
        return whole
      },
    )
}

function unescaped(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** Whose mistakes they are: those noted where an article or a text of it was read. */
function mistakesByRecord(
  records: readonly ArticleRecord[],
  mistakes: readonly Remark[],
): Map<ArticleRecord, Remark[]> {
  const key = (file: string, row: number | null) => `${row ?? ''} ${file}`
  const owners = new Map<string, ArticleRecord>()
  for (const record of records)
    for (const place of [
      record.place,
      ...Object.values(record.texts).map((one) => one.place ?? record.place),
    ])
      owners.set(key(place.file, place.row), record)
  const found = new Map<ArticleRecord, Remark[]>()
  for (const one of mistakes) {
    const owner = owners.get(key(one.file, one.row)) ?? owners.get(key(one.file, null))
    if (owner) found.set(owner, [...(found.get(owner) ?? []), one])
  }
  return found
}

function mistakesIn({ texts, place }: ArticleRecord): Remark[] {
  return Object.values(texts).flatMap((text): Remark[] => {
    const where = text.place ?? place
    return [
      ...(text.title.trim() === '' ? [{ ...where, field: 'title', code: 'title_missing' as const }] : []),
      ...(text.title.length > 200 || text.html.length > 500_000
        ? [{ ...where, field: 'title', code: 'too_long' as const }]
        : []),
    ]
  })
}
