import { useState } from 'react'
import { cx } from '#agent/kit/classes.ts'
import { Check, Field, inputLook } from '#agent/kit/field.tsx'
import { m } from '#texts'
import type { Span } from '../../../graph.ts'

const units = [1_440, 60, 1] as const

/** How long, and whether only open hours count. */
export function SpanFields({
  name,
  span,
  onChange,
}: {
  name: string
  span: Span
  onChange: (span: Span) => void
}) {
  const [unit, setUnit] = useState<number>(() => units.find((one) => span.minutes % one === 0) ?? 1)
  const [typed, setTyped] = useState(String(span.minutes / unit))
  const tell = (text: string, by: number) => {
    const minutes = Math.round(Number(text) * by)
    if (minutes >= 1 && minutes <= 525_600) onChange({ ...span, minutes })
  }
  return (
    <div className="grid gap-1.5">
      <Field name={name}>
        {(ids) => (
          <span className="flex gap-1.5">
            <input
              {...ids}
              type="number"
              min={1}
              required
              value={typed}
              className={cx(inputLook, 'w-20!')}
              onChange={({ target }) => {
                setTyped(target.value)
                tell(target.value, unit)
              }}
            />
            <select
              aria-label={m.flows_unit()}
              className={cx(inputLook, 'w-auto!')}
              value={unit}
              onChange={({ target }) => {
                setUnit(Number(target.value))
                tell(typed, Number(target.value))
              }}
            >
              <option value={1_440}>{m.flows_unit_days()}</option>
              <option value={60}>{m.flows_unit_hours()}</option>
              <option value={1}>{m.flows_unit_minutes()}</option>
            </select>
          </span>
        )}
      </Field>
      <Check
        name={m.flows_only_open_hours()}
        checked={span.clock === 'open_hours'}
        onChange={({ target }) => onChange({ ...span, clock: target.checked ? 'open_hours' : 'always' })}
      />
    </div>
  )
}

/** The same for what need not have an end. */
export function MaybeSpan({
  offer,
  name,
  span,
  usual,
  onChange,
}: {
  offer: string
  name: string
  span: Span | null
  usual: number
  onChange: (span: Span | null) => void
}) {
  return (
    <div className="grid gap-2">
      <Check
        name={offer}
        checked={span !== null}
        onChange={({ target }) => onChange(target.checked ? { minutes: usual, clock: 'always' } : null)}
      />
      {span && (
        <div className="pl-6">
          <SpanFields name={name} span={span} onChange={onChange} />
        </div>
      )}
    </div>
  )
}
