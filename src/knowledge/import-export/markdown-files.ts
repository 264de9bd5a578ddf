import type { Locale } from '#platform/locale.ts'
import { type ArticleRecord, checkedFields, listed, type Remark, sorted } from './article-record.ts'
import type { TextFile } from './contract.ts'
import { htmlToMarkdown } from './html-to-markdown.ts'
import { markdownToHtml } from './markdown-to-html.ts'

const inLanguage = /^(?:(.*)\/)?(ja|en)\/(.+)\.(?:md|markdown)$|^(.+)\.(ja|en)\.(?:md|markdown)$/i

/**
 * Articles from a folder with `ja/…/name.md` and `en/…/name.md`, or `name.ja.md` and `name.en.md`; without either the front matter says
 * `language:`. What stands under the same name is the same article. Front matter: title, category (Parent / Child), keywords, reasons,
 * audience, countries, review, id, source, published. Everything but title, keywords and published may stand in one language only.
 */
export function articlesOfMarkdown(files: readonly TextFile[], mistakes: Remark[]): ArticleRecord[] {
  const found = new Map<string, ArticleRecord>()
  const nameOf = (file: TextFile) => placeOf(file.name).key
  const ids = new Map(files.map((file) => [nameOf(file), frontMatter(file.text).fields.id ?? nameOf(file)]))
  for (const file of sorted(files, (one) => one.name)) {
    if (!/\.(?:md|markdown)$/i.test(file.name) || /(?:^|\/)README\.md$/i.test(file.name)) continue
    const { fields, body, line } = frontMatter(file.text)
    const place = { file: file.name, row: null }
    const { key, locale: byName, folder } = placeOf(file.name)
    const locale = byName ?? fields.language
    if (locale !== 'ja' && locale !== 'en') {
      mistakes.push({
        ...place,
        field: 'language',
        code: locale ? 'locale_unknown' : 'locale_missing',
        detail: locale ?? '',
      })
      continue
    }
    const heading = fields.title === undefined ? /^\s*# +(.+?)\s*$/m.exec(body) : null
    const title = fields.title ?? heading?.[1] ?? ''
    const words = heading ? body.replace(heading[0], '') : body
    const externalId = ids.get(key) ?? key
    const known = found.get(externalId) ?? {
      ...empty(externalId, place),
      ...checkedFields({}, place, mistakes),
    }
    if (known.texts[locale])
      mistakes.push({ ...place, row: line, field: null, code: 'twice', detail: externalId })
    const html = linked(markdownToHtml(words), folder, ids)
    known.texts[locale] = {
      title,
      html,
      keywords: listed(fields.keywords),
      isPublished: fields.published !== 'false',
      place,
    }
    found.set(externalId, withFields(known, fields, locale, mistakes, place))
  }
  return [...found.values()]
}

const empty = (
  externalId: string,
  place: ArticleRecord['place'],
): Omit<ArticleRecord, 'audience' | 'countries' | 'reviewOn'> => ({
  externalId,
  sourceLocale: undefined,
  category: [],
  reasons: [],
  texts: {},
  place,
})

type Fields = Partial<Record<string, string>>

function withFields(
  known: ArticleRecord,
  fields: Fields,
  locale: Locale,
  mistakes: Remark[],
  place: ArticleRecord['place'],
): ArticleRecord {
  const { audience, countries, review: reviewOn } = fields
  const given = {
    ...(audience && { audience }),
    ...(countries && { countries }),
    ...(reviewOn && { reviewOn }),
  }
  const checked = checkedFields(given, place, mistakes)
  const names = (fields.category ?? '').split(/\s+[/／]\s+|[／]/).filter((name) => name.trim() !== '')
  const category = names.map((name, at) => ({ ...known.category[at], [locale]: name.trim() }))
  return {
    ...known,
    ...(audience && { audience: checked.audience }),
    ...(countries && { countries: checked.countries }),
    ...(reviewOn && { reviewOn: checked.reviewOn }),
    ...(category.length > 0 && { category }),
    ...(fields.reasons && { reasons: [...new Set([...known.reasons, ...listed(fields.reasons)])] }),
    ...((fields.source === 'ja' || fields.source === 'en') && { sourceLocale: fields.source }),
  }
}

function placeOf(name: string): { key: string; locale: string | undefined; folder: string } {
  const path = name.replaceAll('\\', '/').replace(/^\.?\//, '')
  const found = inLanguage.exec(path)
  const key = found ? [found[1], found[3] ?? found[4]].filter(Boolean).join('/') : path.replace(/\.\w+$/, '')
  const folder = key.includes('/') ? key.replace(/\/[^/]*$/, '') : ''
  return { key, locale: (found?.[2] ?? found?.[5])?.toLowerCase(), folder }
}

/** Links to other files of the folder become links to their articles. */
function linked(html: string, folder: string, ids: ReadonlyMap<string, string>): string {
  return html.replaceAll(
    /<a href="(?![a-z][a-z\d+.-]*:|\/|#)([^"#]+?)(?:\.(?:ja|en))?\.(?:md|markdown)(?:#[^"]*)?">/gi,
    (link, to) => {
      const path = URL.parse(String(to), `file:///${encodeURI(folder)}${folder ? '/' : ''}`)?.pathname ?? ''
      const key = decodeURI(path).replace(/^\//, '')
      const id = ids.get(key) ?? ids.get(String(to))
      return id === undefined ? link : `<a href="article:${encodeURIComponent(id)}">`
    },
  )
}

function frontMatter(text: string): { fields: Fields; body: string; line: number } {
  const found = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text)
  if (!found) return { fields: {}, body: text.replace(/^\uFEFF/, ''), line: 1 }
  const lines = (found[1] ?? '').split(/\r?\n/)
  const fields: Fields = {}
  for (const line of lines) {
    const [, name, value = ''] = /^([a-z_]+)\s*:\s*(.*?)\s*$/i.exec(line) ?? []
    if (name) fields[name.toLowerCase()] = unquoted(value)
  }
  return { fields, body: text.slice(found[0].length), line: lines.length + 2 }
}

/** As YAML quotes: "…" with escapes, '…' with doubled quotes, [a, b] as a list. */
function unquoted(value: string): string {
  if (/^".*"$/.test(value)) {
    try {
      return String(JSON.parse(value))
    } catch {
      return value.slice(1, -1)
    }
  }
  if (/^'.*'$/.test(value)) return value.slice(1, -1).replaceAll("''", "'")
  return /^\[.*\]$/.test(value) ? value.slice(1, -1).replaceAll(/["']/g, '') : value
}

/** The folder that `articlesOfMarkdown` reads. */
export function markdownOfArticles(articles: readonly ArticleRecord[]): TextFile[] {
  const names = fileNames(articles)
  return articles.flatMap((article) =>
    (['ja', 'en'] as const).flatMap((locale) => {
      const text = article.texts[locale]
      if (!text) return []
      const name = names.get(article.externalId) ?? article.externalId
      const fields: [string, string][] = [
        ['title', text.title],
        ['id', article.externalId],
        ['source', article.sourceLocale ?? ''],
        ['category', article.category.map((one) => one[locale] ?? one.en ?? one.ja).join(' / ')],
        ['keywords', text.keywords.join(', ')],
        ['reasons', article.reasons.join(', ')],
        ['audience', article.audience],
        ['countries', article.countries.join(', ')],
        ['review', article.reviewOn ?? ''],
        ['published', String(text.isPublished)],
      ]
      const head = fields
        .filter(([, value]) => value !== '')
        .map(([field, value]) => `${field}: ${quoted(value)}`)
      const html = text.html.replaceAll(
        /<a href="article:([^"]*)">/g,
        (_link, id) => `<a href="${encodeURI(names.get(decodeURIComponent(String(id))) ?? '')}.md">`,
      )
      return [
        { name: `${locale}/${name}.md`, text: `---\n${head.join('\n')}\n---\n\n${htmlToMarkdown(html)}\n` },
      ]
    }),
  )
}

/** Files are named after the English title if there is one, each name once. */
function fileNames(articles: readonly ArticleRecord[]): Map<string, string> {
  const taken = new Set<string>()
  const names = new Map<string, string>()
  for (const { externalId, texts } of articles) {
    const title = (texts.en?.title || texts.ja?.title || 'article').normalize('NFKC').toLowerCase()
    const plain =
      title
        .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
        .replaceAll(/^-|-$/g, '')
        .slice(0, 60) || 'article'
    let name = plain
    for (let n = 2; taken.has(name); n++) name = `${plain}-${n}`
    taken.add(name)
    names.set(externalId, name)
  }
  return names
}

const quoted = (value: string) =>
  /^["'[{&*!|>%@`#-]|: |\s#|^\s|\s$|[\n\r]/.test(value) ? JSON.stringify(value) : value
