import type { Locale } from '#platform/locale.ts'
import type { Sendable } from '#platform/serve.ts'
import { m } from '#texts'
import type { Figures } from './contract.ts'

type Table = 'articles' | 'reasons' | 'searches'
type Cell = string | number | Date | null
type Counted = Omit<Sendable<Figures>['reasons'][number], 'reasonId' | 'name'>

/** One of the tables as CSV (RFC 4180) with a mark by which spreadsheets know that it is UTF-8. */
export function csvOf(figures: Sendable<Figures>, table: Table, locale: Locale): string {
  const rows = { articles: articleRows, reasons: reasonRows, searches: searchRows }[table](figures, locale)
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

function articleRows({ articles }: Sendable<Figures>, locale: Locale): Cell[][] {
  const head = [
    m.answers_figure_article({}, { locale }),
    ...answerHead(locale),
    m.answers_figure_opened({}, { locale }),
    m.answers_figure_inserted({}, { locale }),
    m.answers_figure_votes_up({}, { locale }),
    m.answers_figure_votes_down({}, { locale }),
  ]
  return [
    head,
    ...articles.map((one) => [
      ...[one.title, ...answerCells(one), one.opened, one.inserted],
      ...[one.votes.helpful, one.votes.unhelpful],
    ]),
  ]
}

const reasonRows = ({ reasons }: Sendable<Figures>, locale: Locale): Cell[][] => [
  [m.answers_figure_reason({}, { locale }), ...answerHead(locale)],
  ...reasons.map((one) => [one.name, ...answerCells(one)]),
]

const searchRows = ({ searches }: Sendable<Figures>, locale: Locale): Cell[][] => [
  [
    m.answers_figure_query({}, { locale }),
    m.answers_figure_language({}, { locale }),
    m.answers_figure_times({}, { locale }),
  ],
  ...searches.inVain.map((one) => [one.query, one.locale, one.count]),
]

const answerHead = (locale: Locale): Cell[] =>
  [
    m.answers_figure_shown,
    m.answers_figure_helped,
    m.answers_figure_silent,
    m.answers_figure_came_back,
    m.answers_figure_asked_further,
    m.answers_figure_handed_over,
    m.answers_figure_pending,
    m.answers_figure_self_resolved,
  ].map((say) => say({}, { locale }))

const answerCells = (one: Counted): Cell[] => [
  ...[one.shown, one.helped, one.silent, one.cameBack, one.askedFurther, one.handedOver, one.pending],
  one.selfResolved === null ? null : Math.round(one.selfResolved * 1_000) / 1_000,
]

/** What strangers typed must not become a formula in somebody's spreadsheet. */
function cell(value: Cell): string {
  const text = String(value ?? '')
  const safe = typeof value !== 'number' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
