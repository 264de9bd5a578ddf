import { useAsk } from '#agent/ask.ts'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { exactOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import type { RuleVersion } from '../runs-contract.ts'

/** A rule as it was when something was done by it. */
export function RuleThen({ ruleId, version }: { ruleId: number; version: number }) {
  const asked = useAsk(
    'GET /api/rules/{id}/versions/{version}',
    { params: { id: ruleId, version } },
    { staleTime: 60_000 },
  )
  if (asked.error) return <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton className="h-20" />
  return (
    <div className="my-1.5 rounded-[7px] bg-mat px-3 py-2.5">
      <RuleWords words={asked.data.words} />
      <p className="mt-2 text-small text-ink3">
        {savedBy(asked.data)} {asked.data.isToday ? m.decisions_rule_same() : m.decisions_rule_changed()}
      </p>
    </div>
  )
}

export const savedBy = ({ by, at }: Pick<RuleVersion, 'by' | 'at'>): string =>
  m.decisions_rule_saved({ name: by?.name ?? m.decisions_the_desk(), when: exactOf(at) })

/** When, if and then, in words. */
export function RuleWords({ words: { when, conditions, actions } }: { words: RuleVersion['words'] }) {
  return (
    <dl className="grid grid-cols-[64px_minmax(0,1fr)] gap-x-3 gap-y-1 text-small">
      <dt className="font-semibold text-ai">{m.rules_when()}</dt>
      <dd>{when}</dd>
      {conditions.length > 0 && (
        <>
          <dt className="font-semibold text-ai">{m.rules_if()}</dt>
          <dd>
            {conditions.map(({ depth, text }, at) => (
              <p key={at} className="text-pretty" style={{ paddingInlineStart: depth * 14 }}>
                {text}
              </p>
            ))}
          </dd>
        </>
      )}
      <dt className="font-semibold text-ai">{m.rules_then()}</dt>
      <dd>
        {actions.map((text, at) => (
          <p key={at}>{text}</p>
        ))}
      </dd>
    </dl>
  )
}
