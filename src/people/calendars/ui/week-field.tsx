import { Button } from '#agent/kit/button.tsx'
import { m } from '#texts'
import { days, type Draft, weekdays } from './draft.ts'
import { IntervalsField } from './intervals-field.tsx'
import { dayName } from './words.ts'

type Week = Draft['week']

/** The hours of each day of the week. */
export function WeekField({ week, onChange }: { week: Week; onChange: (week: Week) => void }) {
  const asMonday = () => onChange({ ...week, ...Object.fromEntries(weekdays.map((day) => [day, week.mon])) })
  const differs = weekdays.some((day) => JSON.stringify(week[day]) !== JSON.stringify(week.mon))
  return (
    <div className="border-t border-line">
      {days.map((day) => (
        <div
          key={day}
          role="group"
          aria-label={dayName(day)}
          className="grid min-h-11 grid-cols-[76px_minmax(0,1fr)] items-center gap-x-3 border-b border-line py-1.5 max-phone:grid-cols-1 max-phone:py-2"
        >
          <span className="text-list font-medium">{dayName(day)}</span>
          <IntervalsField
            of={dayName(day)}
            intervals={week[day]}
            onChange={(next) => onChange({ ...week, [day]: next })}
          />
        </div>
      ))}
      {differs && (
        <Button className="mt-3" onClick={asMonday}>
          {m.calendars_as_monday()}
        </Button>
      )}
      <p className="mt-2 text-small text-ink3">{m.calendars_week_hint()}</p>
    </div>
  )
}
