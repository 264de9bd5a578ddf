import { m } from '#texts'
import { Button, IconButton } from '../kit/button.tsx'
import { cx } from '../kit/classes.ts'
import { inputLook } from '../kit/field.tsx'
import { Icon } from '../kit/icon.tsx'
import { useLocale } from '../settings.ts'

export type Span = { days: number[]; from: string; to: string }

const week = [1, 2, 3, 4, 5, 6, 7]

/** When people answer: spans of the day, each on the days of the week that are pressed. */
export function HoursField({ hours, onChange }: { hours: Span[]; onChange: (hours: Span[]) => void }) {
  const put = (at: number, change: Partial<Span>) =>
    onChange(hours.map((span, index) => (index === at ? { ...span, ...change } : span)))
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-small font-semibold text-ink2">{m.settings_hours()}</legend>
      {hours.map((span, at) => (
        <SpanRow
          key={at}
          span={span}
          onChange={(change) => put(at, change)}
          onRemove={() => onChange(hours.filter((_, index) => index !== at))}
        />
      ))}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button onClick={() => onChange([...hours, { days: [1, 2, 3, 4, 5], from: '10:00', to: '18:00' }])}>
          {m.settings_hours_add()}
        </Button>
        <span className="text-small text-ink3">{m.settings_hours_hint()}</span>
      </div>
    </fieldset>
  )
}

type SpanRowProps = { span: Span; onChange: (change: Partial<Span>) => void; onRemove: () => void }

function SpanRow({ span, onChange, onRemove }: SpanRowProps) {
  const toggle = (day: number) =>
    span.days.includes(day) ? span.days.filter((one) => one !== day) : [...span.days, day].sort()
  // A brand that closes at midnight ends its day at 24:00, which a clock writes as 00:00.
  const time = (value: string) => (value === '24:00' ? '00:00' : value)
  const look = cx(inputLook, 'w-[116px]! max-phone:w-[124px]!')
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Days chosen={span.days} onToggle={(day) => onChange({ days: toggle(day) })} />
      <input
        type="time"
        required
        aria-label={m.settings_hours_from()}
        className={look}
        value={time(span.from)}
        onChange={(event) => onChange({ from: event.target.value })}
      />
      <span aria-hidden className="text-ink3">
        –
      </span>
      <input
        type="time"
        required
        aria-label={m.settings_hours_to()}
        className={look}
        value={time(span.to)}
        onChange={(event) => onChange({ to: event.target.value === '00:00' ? '24:00' : event.target.value })}
      />
      <IconButton name={m.settings_delete()} onClick={onRemove}>
        <Icon name="close" />
      </IconButton>
    </div>
  )
}

function Days({ chosen, onToggle }: { chosen: number[]; onToggle: (day: number) => void }) {
  const locale = useLocale()
  const name = (day: number, style: 'narrow' | 'long') =>
    // The first of January 2024 was a Monday, which is day 1 of ISO 8601.
    new Date(Date.UTC(2024, 0, day)).toLocaleDateString(locale, { weekday: style, timeZone: 'UTC' })
  return (
    <span role="group" aria-label={m.settings_hours_days()} className="flex">
      {week.map((day) => (
        <button
          key={day}
          type="button"
          aria-pressed={chosen.includes(day)}
          aria-label={name(day, 'long')}
          onClick={() => onToggle(day)}
          className="relative grid h-8 w-8 place-items-center border border-r-0 border-line text-small text-ink2 first:rounded-l-[7px] last:rounded-r-[7px] last:border-r hover:text-ink focus-visible:z-10 aria-pressed:bg-ai-soft aria-pressed:font-semibold aria-pressed:text-ai max-phone:h-11 max-phone:w-11"
        >
          {name(day, 'narrow')}
        </button>
      ))}
    </span>
  )
}
