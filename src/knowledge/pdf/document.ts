import type { Content, createPdf } from 'pdfmake'
import { m } from '#texts'
import type { Locale } from '#platform/locale.ts'
import { contentOf } from './content.ts'
import { ink, styles } from './look.ts'
import type { Surroundings } from './runs.ts'

export type PrintedArticle = {
  id: number
  title: string
  html: string
  /** When it was published, or last edited. */
  day: string
  isDraft: boolean
}

/** What is printed: one article, or the articles of a brand by their topics. */
export type Printing = {
  locale: Locale
  brand: { name: string; colour: string }
  /** The day it is made, as people write it. */
  day: string
  kind: 'article' | 'public_manual' | 'staff_manual'
  topics: { name: string; level: 1 | 2; articles: PrintedArticle[] }[]
}

type DocumentDefinition = Parameters<typeof createPdf>[0]
type Around = Omit<Surroundings, 'locale'>

/** The whole document: pages with their head and foot; a manual also has a cover and contents with page numbers. */
export function documentOf(printing: Printing, around: Around): DocumentDefinition {
  const { locale, brand } = printing
  const articles = printing.topics.flatMap((topic) => topic.articles)
  const [only] = articles
  const isArticle = printing.kind === 'article'
  const title = isArticle && only ? only.title : manualTitle(printing)
  const isDraft = articles.some((article) => article.isDraft)
  const places = new Set(articles.map((article) => article.id))
  const here = {
    ...around,
    locale,
    articleAt: (id: number) =>
      !isArticle && places.has(id) ? { destination: `article-${id}` } : around.articleAt(id),
  }
  return {
    info: {
      title,
      author: brand.name,
      subject: m.knowledge_pdf_subject({ brand: brand.name }, { locale }),
      creator: 'Engawa',
      producer: 'Engawa',
    },
    ...{
      language: locale,
      displayTitle: true,
      version: '1.7',
      pageSize: 'A4',
      pageMargins: [56, 68, 56, 64],
    },
    defaultStyle: { font: 'BIZ UDPGothic', fontSize: 10.5, lineHeight: 1.5, color: ink.text },
    styles,
    header: (page) => (page === 1 && !isArticle ? null : head(printing, title, isDraft)),
    footer: (page, pages) => (page === 1 && !isArticle ? null : foot(printing, page, pages)),
    ...(isDraft && {
      watermark: {
        text: m.knowledge_pdf_draft({}, { locale }),
        color: ink.warn,
        opacity: 0.07,
        bold: true,
        fontSize: 96,
      },
    }),
    content: isArticle && only ? articleContent(only, here, locale) : manualContent(printing, here),
  }
}

function manualTitle({ locale, brand, kind }: Printing): string {
  const said = kind === 'staff_manual' ? m.knowledge_pdf_staff_manual : m.knowledge_pdf_public_manual
  return said({ brand: brand.name }, { locale })
}

function head({ brand, locale }: Printing, title: string, isDraft: boolean): Content {
  const draft = isDraft
    ? [{ text: `${m.knowledge_pdf_draft({}, { locale })}  `, bold: true, color: ink.warn }]
    : []
  const short = [...title].length > 46 ? `${[...title].slice(0, 45).join('')}…` : title
  return {
    margin: [56, 30, 56, 0],
    fontSize: 8.5,
    color: ink.soft,
    columns: [
      { text: [{ text: '■ ', color: brand.colour }, brand.name], width: 'auto' },
      { text: [...draft, short], alignment: 'right', width: '*' },
    ],
  }
}

function foot({ day, locale }: Printing, page: number, pages: number): Content {
  return {
    margin: [56, 20, 56, 0],
    fontSize: 8.5,
    color: ink.soft,
    columns: [{ text: day }, { text: m.knowledge_pdf_page({ page, pages }, { locale }), alignment: 'right' }],
  }
}

function articleContent(article: PrintedArticle, around: Surroundings, locale: Locale): Content[] {
  return [
    { text: article.title, style: 'title' },
    ...saidOf(article, locale),
    ...contentOf(article.html, around),
  ]
}

function saidOf({ day, isDraft }: PrintedArticle, locale: Locale): Content[] {
  return isDraft
    ? [{ text: m.knowledge_pdf_draft_of({ date: day }, { locale }), style: 'draft' }]
    : [{ text: m.knowledge_pdf_updated({ date: day }, { locale }), style: 'said' }]
}

function manualContent(printing: Printing, around: Surroundings): Content[] {
  const { locale, topics } = printing
  const contents: Content = {
    toc: {
      title: { text: m.knowledge_pdf_contents({}, { locale }), style: 'contents' },
      numberStyle: { color: ink.soft },
    },
    pageBreak: 'after',
  }
  const body = topics.flatMap((topic, place) => [
    {
      text: topic.name,
      style: 'topic',
      tocItem: true,
      tocStyle: { bold: true },
      tocMargin: [topic.level === 2 ? 14 : 0, topic.level === 2 ? 2 : 8, 0, 2] as [
        number,
        number,
        number,
        number,
      ],
      outline: true,
      ...(place > 0 && { pageBreak: 'before' as const }),
    },
    ...topic.articles.flatMap((article, at) => articleWithin(article, { topic, at }, around)),
  ])
  return [cover(printing), contents, ...body]
}

/** An article within a manual; its title never stands alone at the foot of a page. */
function articleWithin(
  article: PrintedArticle,
  { topic, at }: { topic: Printing['topics'][number]; at: number },
  around: Surroundings,
): Content[] {
  const [first, ...rest] = contentOf(article.html, around)
  const title: Content = {
    text: article.title,
    style: 'title',
    id: `article-${article.id}`,
    tocItem: true,
    tocMargin: [topic.level === 2 ? 28 : 14, 0, 0, 1],
    outline: true,
    ...(at > 0 && { margin: [0, 26, 0, 4] as [number, number, number, number] }),
  }
  const isText = typeof first === 'object' && 'text' in first
  const begin = [title, ...saidOf(article, around.locale), ...(first && isText ? [first] : [])]
  return [{ stack: begin, unbreakable: true }, ...(first && !isText ? [first] : []), ...rest]
}

function cover(printing: Printing): Content {
  const { brand, day, locale, topics } = printing
  const count = topics.reduce((sum, topic) => sum + topic.articles.length, 0)
  return {
    stack: [
      { canvas: [{ type: 'rect', x: 0, y: 0, w: 64, h: 6, color: brand.colour }], margin: [0, 200, 0, 20] },
      { text: manualTitle(printing), style: 'cover' },
      {
        text: m.knowledge_pdf_cover({ count, date: day }, { locale }),
        style: 'coverSaid',
        margin: [0, 14, 0, 0],
      },
      ...(printing.kind === 'staff_manual'
        ? [
            {
              text: m.knowledge_pdf_for_staff({}, { locale }),
              style: 'draft',
              margin: [0, 14, 0, 0] as [number, number, number, number],
            },
          ]
        : []),
    ],
    pageBreak: 'after',
  }
}
