import type { Reply } from '#agent/api.ts'
import { cx } from '#agent/kit/classes.ts'
import { m } from '#texts'
import { percent } from './figures-table.tsx'

type Figures = Reply<'GET /api/answers/figures'>
type Outcome = 'helped' | 'silent' | 'cameBack' | 'handedOver' | 'unhelped'

// What counts as resolved comes first and together; every part is named beside the bar, so that no colour has to be told apart.
const outcomes: [Outcome, string][] = [
  ['helped', 'bg-matcha'],
  ['silent', 'bg-matcha/50'],
  ['cameBack', 'bg-shu'],
  ['handedOver', 'bg-ai/60'],
  ['unhelped', 'bg-kohaku'],
]

/** The share in large, what it was before, and what the rest became. */
export function Headline({ figures: { all, before } }: { figures: Pick<Figures, 'all' | 'before'> }) {
  const known = all.talks - all.pending - all.nothingAsked
  return (
    <section>
      <p className="max-w-[80ch] text-list text-ink2">{m.answers_intro()}</p>
      <div className="mt-4 flex flex-wrap items-end gap-x-5 gap-y-1">
        <p className="text-[44px] leading-none font-semibold tabular-nums">{percent(all.selfResolved)}</p>
        <p className="pb-1 text-small text-ink2">
          {known > 0
            ? m.answers_of_talks({ part: all.helped + all.silent, whole: known })
            : m.answers_self_resolved_none()}
          {before.selfResolved !== null && (
            <span className="block text-ink3">
              {m.answers_self_resolved_before({ percent: percent(before.selfResolved) })}
            </span>
          )}
        </p>
      </div>
      {known > 0 && (
        <div aria-hidden className="mt-4 flex h-2.5 gap-px overflow-hidden rounded-full">
          {outcomes.map(([name, look]) => (
            <span key={name} className={look} style={{ flexGrow: all[name] }} />
          ))}
        </div>
      )}
      <dl className="mt-3 flex flex-wrap gap-x-7 gap-y-2">
        {[...outcomes, ['pending', 'bg-line'] as const, ['nothingAsked', 'bg-line'] as const].map(
          ([name, look]) => (
            <div key={name} className="flex flex-col">
              <dt className="flex items-center gap-1.5 text-[11px] text-ink3">
                <span aria-hidden className={cx('size-[7px] rounded-full', look)} />
                {outcomeName(name)}
              </dt>
              <dd className="text-read font-semibold tabular-nums">{all[name]}</dd>
            </div>
          ),
        )}
      </dl>
    </section>
  )
}

const outcomeName = (name: Outcome | 'pending' | 'nothingAsked'): string =>
  ({
    helped: m.answers_outcome_helped,
    silent: m.answers_outcome_silent,
    cameBack: m.answers_outcome_cameBack,
    handedOver: m.answers_outcome_handedOver,
    unhelped: m.answers_outcome_unhelped,
    pending: m.answers_outcome_pending,
    nothingAsked: m.answers_outcome_nothingAsked,
  })[name]()
