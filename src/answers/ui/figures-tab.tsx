import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Reply } from '#agent/api.ts'
import { EmptyState } from '#agent/kit/states.tsx'
import { m } from '#texts'
import { languageName } from '../../conversations/ui/words.ts'
import { FileLink, percent, Table } from './figures-table.tsx'
import { Headline } from './headline.tsx'

type Figures = Reply<'GET /api/answers/figures'>

/** The share that helped themselves, and where it comes from. */
export function FiguresTab({ figures, fileOf }: { figures: Figures; fileOf: (table: string) => string }) {
  const { articles, reasons, byLocale, curve } = figures
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-9">
      <Headline figures={figures} />
      <Part title={m.answers_by_article()} file={fileOf('articles')}>
        {articles.length === 0 ? (
          <Nothing />
        ) : (
          <Table
            name={m.answers_by_article()}
            head={[
              m.answers_figure_article(),
              ...answerHead(),
              m.answers_figure_opened(),
              m.answers_figure_inserted(),
            ]}
            rows={articles.map((one) => ({
              key: String(one.articleId),
              cells: [
                <Link
                  key="title"
                  to="/knowledge/$id"
                  params={{ id: String(one.articleId) }}
                  className="hover:underline"
                >
                  {one.title}
                </Link>,
                ...answerCells(one),
                one.opened,
                one.inserted,
              ],
            }))}
          />
        )}
      </Part>
      <Part title={m.answers_by_reason()} file={fileOf('reasons')}>
        {reasons.length === 0 ? (
          <Nothing />
        ) : (
          <Table
            name={m.answers_by_reason()}
            head={[m.answers_figure_reason(), ...answerHead()]}
            rows={reasons.map((one) => ({
              key: String(one.reasonId),
              cells: [one.name, ...answerCells(one)],
            }))}
          />
        )}
      </Part>
      <Part title={m.answers_by_language()}>
        <Table
          name={m.answers_by_language()}
          head={[
            m.answers_figure_language(),
            m.agent_conversations(),
            m.answers_figure_self_resolved(),
            m.answers_figure_helped(),
            m.answers_figure_silent(),
            m.answers_figure_came_back(),
            m.answers_figure_handed_over(),
            m.answers_figure_pending(),
          ]}
          rows={(['ja', 'en'] as const).map((locale) => {
            const one = byLocale[locale]
            const known = [one.helped, one.silent, one.cameBack, one.handedOver, one.pending]
            return {
              key: locale,
              cells: [languageName(locale), one.talks, percent(one.selfResolved), ...known],
            }
          })}
        />
      </Part>
      <p className="text-small text-ink3">
        {curve ? m.answers_curve_own({ count: curve.judged }) : m.answers_curve_general()}
      </p>
    </div>
  )
}

const answerHead = () => [
  m.answers_figure_shown(),
  m.answers_figure_self_resolved(),
  m.answers_figure_helped(),
  m.answers_figure_silent(),
  m.answers_figure_came_back(),
  m.answers_figure_asked_further(),
  m.answers_figure_handed_over(),
  m.answers_figure_pending(),
]

const answerCells = (one: Figures['reasons'][number] | Figures['articles'][number]) => [
  one.shown,
  percent(one.selfResolved),
  ...[one.helped, one.silent, one.cameBack, one.askedFurther, one.handedOver, one.pending],
]

const Nothing = () => (
  <div className="h-24">
    <EmptyState title={m.answers_nothing_yet()} />
  </div>
)

function Part({ title, file, children }: { title: string; file?: string; children: ReactNode }) {
  return (
    <section>
      <div className="mb-2 flex items-center gap-4">
        <h2 className="flex-1 text-read">{title}</h2>
        {file && <FileLink href={file} />}
      </div>
      {children}
    </section>
  )
}
