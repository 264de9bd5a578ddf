import { Check, Select } from '#agent/kit/field.tsx'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import { awaited } from '../../../awaited.ts'
import type { StepOf } from '../../../graph.ts'
import { ConditionsField } from './conditions-field.tsx'
import { MaybeSpan, SpanFields } from './span-fields.tsx'

type Wait = StepOf<'wait'>

/** What is waited for and how long. */
export function WaitFields({
  step,
  brandId,
  onChange,
}: {
  step: Wait
  brandId: number
  onChange: (step: Wait) => void
}) {
  const put = (more: Partial<Wait>) => onChange({ ...step, ...more })
  const locale = getLocale() === 'ja' ? 'ja' : 'en'
  const day = { minutes: 1_440, clock: 'always' as const }
  return (
    <>
      <Select
        name={m.flows_waits_until()}
        value={step.on ?? ''}
        choices={[
          { value: '', name: m.flows_until_time() },
          ...awaited.map(({ key, words }) => ({ value: key, name: words({}, { locale }) })),
        ]}
        onChange={({ target }) =>
          put(
            target.value === ''
              ? { on: null, conditions: null, span: step.span ?? day, next: {} }
              : { on: target.value, next: {} },
          )
        }
      />
      {step.on === null ? (
        <SpanFields name={m.flows_how_long()} span={step.span ?? day} onChange={(span) => put({ span })} />
      ) : (
        <>
          <Check
            name={m.flows_also_holds()}
            checked={step.conditions !== null}
            onChange={({ target }) => put({ conditions: target.checked ? { all: [] } : null })}
          />
          {step.conditions && (
            <ConditionsField
              conditions={step.conditions}
              brandId={brandId}
              onChange={(conditions) => put({ conditions })}
            />
          )}
          <MaybeSpan
            offer={m.flows_waits_at_most()}
            name={m.flows_how_long()}
            span={step.span}
            usual={1_440}
            onChange={(span) => put({ span })}
          />
        </>
      )}
    </>
  )
}
