import { useState } from 'react'
import { Select, TextField } from '#agent/kit/field.tsx'
import { m } from '#texts'
import type { ServiceLevelWish } from '../contract.ts'
import { SpanField } from './span-field.tsx'

type Warning = Pick<ServiceLevelWish, 'warnMinutes' | 'warnPercent'>
type Props = { warning: Warning; error: string | undefined; onChange: (warning: Warning) => void }

const ways = ['never', 'share', 'span'] as const
const names = {
  never: m.service_levels_warn_never,
  share: m.service_levels_warn_share,
  span: m.service_levels_warn_span,
}
// What each way begins with; emptied by hand it warns of nothing.
const usual: Record<(typeof ways)[number], Warning> = {
  never: { warnMinutes: null, warnPercent: null },
  share: { warnMinutes: null, warnPercent: 75 },
  span: { warnMinutes: 60, warnPercent: null },
}

/** Whether somebody is warned of a deadline that comes near: by what is left, or by the share of the time that is over. */
export function WarningField({ warning, error, onChange }: Props) {
  const [way, setWay] = useState(() =>
    warning.warnPercent !== null ? 'share' : warning.warnMinutes !== null ? 'span' : 'never',
  )
  return (
    <>
      <Select
        name={m.service_levels_warn_how()}
        choices={ways.map((value) => ({ value, name: names[value]() }))}
        value={way}
        error={way === 'never' ? error : undefined}
        onChange={({ target }) => {
          const next = ways.find((one) => one === target.value) ?? 'never'
          setWay(next)
          onChange(usual[next])
        }}
      />
      {way === 'share' && (
        <TextField
          name={m.service_levels_warn_percent()}
          hint={m.service_levels_percent_hint()}
          type="number"
          min={1}
          max={99}
          inputMode="numeric"
          required
          error={error}
          value={warning.warnPercent ?? ''}
          onChange={({ target }) =>
            onChange({ warnMinutes: null, warnPercent: target.value === '' ? null : Number(target.value) })
          }
        />
      )}
      {way === 'span' && (
        <SpanField
          name={m.service_levels_warn_minutes()}
          minutes={warning.warnMinutes}
          error={error}
          onChange={(warnMinutes) => onChange({ warnMinutes, warnPercent: null })}
        />
      )}
    </>
  )
}
