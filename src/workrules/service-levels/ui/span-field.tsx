import { useState } from 'react'
import { cx } from '#agent/kit/classes.ts'
import { Field, inputLook } from '#agent/kit/field.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { m } from '#texts'

type Props = {
  name: string
  minutes: number | null
  error?: string | undefined
  /** Says what it is without any, among other things. */
  hint?: string
  onChange: (minutes: number | null) => void
}

/** So many hours or minutes; left empty, none. */
export function SpanField({ name, minutes, error, hint, onChange }: Props) {
  const [unit, setUnit] = useState<60 | 1>(minutes !== null && minutes % 60 !== 0 ? 1 : 60)
  const [typed, setTyped] = useState(minutes === null ? '' : String(minutes / unit))
  const tell = (text: string, by: number) => {
    const count = Math.round(Number(text) * by)
    onChange(text === '' || !(count > 0) ? null : count)
  }
  return (
    <Field name={name} error={error} hint={hint}>
      {(ids) => (
        <span className="flex gap-1.5">
          <input
            {...ids}
            type="number"
            min={0}
            step="any"
            inputMode="decimal"
            placeholder={hint === undefined ? m.service_levels_no_target_short() : undefined}
            className={cx(inputLook, 'flex-1')}
            value={typed}
            onChange={({ target }) => {
              setTyped(target.value)
              tell(target.value, unit)
            }}
          />
          <span className="relative">
            <select
              aria-label={m.service_levels_unit_of({ name })}
              className={cx(inputLook, 'w-auto! appearance-none pr-7')}
              value={unit}
              onChange={({ target }) => {
                const next = target.value === '1' ? 1 : 60
                setUnit(next)
                tell(typed, next)
              }}
            >
              <option value={60}>{m.service_levels_unit_hours()}</option>
              <option value={1}>{m.service_levels_unit_minutes()}</option>
            </select>
            <span className="pointer-events-none absolute inset-y-0 right-2 grid place-items-center text-ink3">
              <Icon name="down" />
            </span>
          </span>
        </span>
      )}
    </Field>
  )
}
