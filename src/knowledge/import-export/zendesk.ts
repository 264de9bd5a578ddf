import { z } from 'zod'
import type { ArticleRecord, CategoryName, Remark } from './article-record.ts'
import type { TextFile } from './contract.ts'

const anId = z.union([z.number(), z.string()]).transform(String)
const optionalId = anId.nullish().transform((one) => one ?? undefined)
const translation = z.object({
  locale: z.string(),
  title: z.string().nullish(),
  name: z.string().nullish(),
  body: z.string().nullish(),
  draft: z.boolean().nullish(),
})
const named = z.object({
  id: anId,
  name: z.string().nullish(),
  locale: z.string().nullish(),
  translations: z.array(translation).nullish(),
})
// As the Help Center API lists them: /api/v2/help_center/{categories,sections,articles}.json?include=translations
const helpCentre = z.object({
  categories: z.array(named).default([]),
  sections: z.array(named.extend({ category_id: optionalId, parent_section_id: optionalId })).default([]),
  articles: z
    .array(
      translation.extend({
        id: anId,
        source_locale: z.string().nullish(),
        section_id: optionalId,
        user_segment_id: optionalId,
        label_names: z.array(z.string()).nullish(),
        translations: z.array(translation).nullish(),
      }),
    )
    .default([]),
})
type HelpCentre = z.infer<typeof helpCentre>
type Named = z.infer<typeof named>

/** Articles from what a Zendesk help centre answers as JSON: one file, or one for each kind. Only Japanese and English are taken. */
export function articlesOfZendesk(files: readonly TextFile[], mistakes: Remark[]): ArticleRecord[] {
  const all: HelpCentre = { categories: [], sections: [], articles: [] }
  const placeOf = new Map<string, ArticleRecord['place']>()
  for (const file of files) {
    const part = parsed(file)
    if (!part) {
      mistakes.push({ file: file.name, row: null, field: null, code: 'not_json' })
      continue
    }
    for (const [at, article] of part.articles.entries()) {
      if (placeOf.has(article.id))
        mistakes.push({ file: file.name, row: at + 1, field: 'id', code: 'twice', detail: article.id })
      placeOf.set(article.id, { file: file.name, row: at + 1 })
    }
    all.categories.push(...part.categories)
    all.sections.push(...part.sections)
    all.articles.push(...part.articles)
  }
  return all.articles.map((article) => {
    const section = all.sections.find((one) => one.id === article.section_id)
    const category = all.categories.find((one) => one.id === section?.category_id)
    const place = placeOf.get(article.id) ?? { file: '', row: null }
    const source = ours(article.source_locale ?? article.locale)
    return {
      externalId: article.id,
      sourceLocale: source,
      // Restricted to a segment of readers: to be on the safe side, to staff.
      audience: article.user_segment_id === undefined ? ('public' as const) : ('staff' as const),
      countries: [],
      category: [category, section].flatMap((one) => (one ? [nameOf(one)] : [])),
      reasons: [],
      reviewOn: null,
      texts: textsOf(article, place, mistakes),
      place,
    }
  })
}

function parsed(file: TextFile): HelpCentre | undefined {
  try {
    return helpCentre.safeParse(JSON.parse(file.text.replace(/^\uFEFF/, ''))).data
  } catch {
    return undefined
  }
}

function textsOf(article: HelpCentre['articles'][number], place: ArticleRecord['place'], mistakes: Remark[]) {
  const texts: ArticleRecord['texts'] = {}
  for (const one of [...(article.translations ?? []), article]) {
    const locale = ours(one.locale)
    if (!locale || texts[locale]) continue
    texts[locale] = {
      title: (one.title ?? one.name ?? '').trim(),
      html: linked(one.body ?? ''),
      keywords: (article.label_names ?? []).map((label) => label.trim()).filter(Boolean),
      isPublished: !(one.draft ?? article.draft ?? false),
      place,
    }
  }
  if (Object.keys(texts).length === 0)
    mistakes.push({ ...place, field: 'locale', code: 'locale_unknown', detail: article.locale })
  return texts
}

/** Zendesk's locales are like ja, en-us, en-gb. */
function ours(locale: string): 'ja' | 'en' | undefined {
  const language = locale.toLowerCase().split('-')[0]
  return language === 'ja' || language === 'en' ? language : undefined
}

function nameOf(one: Named): CategoryName {
  const name: CategoryName = {}
  for (const { locale, title, name: other } of one.translations ?? []) {
    const language = ours(locale)
    const said = title ?? other
    if (language && said) name[language] = said.trim()
  }
  const own = ours(one.locale ?? '')
  if (one.name && own) name[own] ??= one.name.trim()
  if (one.name && !name.ja && !name.en) name.en = one.name.trim()
  return name
}

/** Links between articles: /hc/ja/articles/360001-how-to-return */
const linked = (html: string) =>
  html.replaceAll(
    /<a\b[^>]*\bhref="[^"]*\/hc\/[\w-]+\/articles\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|\d+(?=[-"?#])|[^"?#]+)[^"]*"[^>]*>/gi,
    (_link, id) => `<a href="article:${id}">`,
  )

/** The JSON that `articlesOfZendesk` reads, all in one file. */
export function zendeskOfArticles(articles: readonly ArticleRecord[]): TextFile[] {
  const categories = new Map<string, object>()
  const sections = new Map<string, object>()
  const id = (of: Map<string, object>, key: string, make: (id: number) => object): number => {
    if (!of.has(key)) of.set(key, make(of.size + 1))
    return [...of.keys()].indexOf(key) + 1
  }
  const written = articles.map((article) => {
    const [first, second] = article.category
    const category = first && id(categories, JSON.stringify(first), (n) => ({ id: n, ...translated(first) }))
    // Zendesk's articles stand in sections alone, so one that stands in a category stands in a section of that name.
    const inner = second ?? first
    const section =
      inner &&
      id(sections, JSON.stringify([first, second]), (n) => ({
        id: n,
        category_id: second ? category : null,
        ...translated(inner),
      }))
    const source = article.sourceLocale ?? (article.texts.ja ? 'ja' : 'en')
    const translations = (['ja', 'en'] as const).flatMap((locale) => {
      const text = article.texts[locale]
      if (!text) return []
      const body = text.html.replaceAll('<a href="article:', `<a href="/hc/${locale}/articles/`)
      return [{ locale, title: text.title, body, draft: !text.isPublished }]
    })
    return {
      id: article.externalId,
      ...translations.find((one) => one.locale === source),
      locale: source,
      source_locale: source,
      section_id: section ?? null,
      user_segment_id: article.audience === 'staff' ? 1 : null,
      label_names: article.texts[source]?.keywords ?? [],
      translations,
    }
  })
  const all = { categories: [...categories.values()], sections: [...sections.values()], articles: written }
  return [{ name: 'help-center.json', text: `${JSON.stringify(all, null, 2)}\n` }]
}

function translated(name: CategoryName) {
  const translations = (['ja', 'en'] as const).flatMap((locale) =>
    name[locale] ? [{ locale, title: name[locale] }] : [],
  )
  return { name: name.en ?? name.ja, locale: name.en ? 'en' : 'ja', translations }
}
