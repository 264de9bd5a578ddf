import { inputLook } from '#agent/kit/field.tsx'
import { m } from '#texts'
import type { Rule } from '../contract.ts'
import type { Parts } from './parts.ts'
import { PlainSelect } from './plain-select.tsx'

type When = Rule['when']
type After = Extract<When, { after: unknown }>['after']

const units = [1_440, 60, 1] as const

/** What the rule waits for: something that happens, or time that passes. */
export function WhenField({
  when,
  parts,
  onChange,
}: {
  when: When
  parts: Parts
  onChange: (when: When) => void
}) {
  const first: After = { minutes: 240, since: 'customer_wrote', clock: 'open_hours' }
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <PlainSelect
        name={m.rules_when()}
        value={'on' in when ? when.on : 'time'}
        choices={[
          ...parts.occasions.map(({ key, name }) => ({ value: key, name })),
          { value: 'time', name: m.rules_time_has_passed() },
        ]}
        onChange={(next) => onChange(next === 'time' ? { after: first } : { on: next })}
      />
      {'after' in when && (
        <TimeField after={when.after} parts={parts} onChange={(after) => onChange({ after })} />
      )}
    </div>
  )
}

function TimeField({
  after,
  parts,
  onChange,
}: {
  after: After
  parts: Parts
  onChange: (after: After) => void
}) {
  const unit = units.find((one) => after.minutes % one === 0) ?? 1
  const names = { 1_440: m.rules_unit_days(), 60: m.rules_unit_hours(), 1: m.rules_unit_minutes() }
  return (
    <>
      <PlainSelect
        name={m.rules_since()}
        value={after.since}
        choices={parts.beginnings.map(({ key, name }) => ({
          value: key,
          name: m.rules_since_this({ name }),
        }))}
        onChange={(since) => onChange({ ...after, since: since as After['since'] })}
      />
      <span className="inline-block w-20">
        <input
          type="number"
          aria-label={m.rules_how_long()}
          min={1}
          value={after.minutes / unit}
          onChange={(event) =>
            onChange({ ...after, minutes: Math.max(1, Math.round(Number(event.target.value))) * unit })
          }
          className={inputLook}
        />
      </span>
      <PlainSelect
        name={m.rules_unit()}
        value={String(unit)}
        choices={units.map((one) => ({ value: String(one), name: names[one] }))}
        onChange={(next) => onChange({ ...after, minutes: (after.minutes / unit) * Number(next) })}
      />
      <PlainSelect
        name={m.rules_clock()}
        value={after.clock}
        choices={[
          { value: 'open_hours', name: m.rules_clock_open() },
          { value: 'always', name: m.rules_clock_always() },
        ]}
        onChange={(clock) => onChange({ ...after, clock: clock as After['clock'] })}
      />
    </>
  )
}
