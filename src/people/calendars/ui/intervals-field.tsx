import { IconButton } from '#agent/kit/button.tsx'
import { cx } from '#agent/kit/classes.ts'
import { inputLook } from '#agent/kit/field.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { m } from '#texts'
import type { Interval } from '../contract.ts'

type Props = { of: string; intervals: readonly Interval[]; onChange: (next: Interval[]) => void }

/** The hours of one day. */
export function IntervalsField({ of, intervals, onChange }: Props) {
  const put = (at: number, next: Interval) =>
    onChange(intervals.map((one, index) => (index === at ? next : one)))
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      {intervals.map(([from, to], at) => (
        <span key={at} className="inline-flex items-center gap-1">
          <Clock
            name={m.calendars_from({ of, count: at + 1 })}
            value={from}
            onChange={(value) => put(at, [value, to])}
          />
          <span aria-hidden className="text-ink3">
            –
          </span>
          <Clock
            name={m.calendars_until({ of, count: at + 1 })}
            value={to}
            onChange={(value) => put(at, [from, value === '00:00' ? '24:00' : value])}
          />
          {to < from && <span className="text-small text-ink3">{m.calendars_next_day()}</span>}
          <IconButton
            name={m.calendars_remove({ of, from, to })}
            onClick={() => onChange(intervals.filter((_, index) => index !== at))}
          >
            <Icon name="close" size={14} />
          </IconButton>
        </span>
      ))}
      {intervals.length === 0 && <span className="text-list text-ink3">{m.calendars_closed()}</span>}
      <IconButton name={m.calendars_add_to({ of })} onClick={() => onChange([...intervals, next(intervals)])}>
        <Icon name="plus" size={14} />
      </IconButton>
    </div>
  )
}

/** After the last, or a usual day. */
function next(intervals: readonly Interval[]): Interval {
  const last = intervals.at(-1)?.[1]
  if (last === undefined) return ['10:00', '18:00']
  const hour = Number(last.slice(0, 2))
  if (hour > 21) return ['09:00', '10:00']
  return [`${String(hour + 1).padStart(2, '0')}:00`, `${String(hour + 2).padStart(2, '0')}:00`]
}

function Clock(props: { name: string; value: string; onChange: (value: string) => void }) {
  return (
    <input
      type="time"
      required
      aria-label={props.name}
      className={cx(
        inputLook,
        'w-[88px]! max-phone:w-[112px]! [&::-webkit-calendar-picker-indicator]:hidden',
      )}
      // A day that ends at midnight ends at 24:00, which a clock writes as 00:00.
      value={props.value === '24:00' ? '00:00' : props.value}
      onChange={(event) => event.target.value && props.onChange(event.target.value)}
    />
  )
}
