import { Button, IconButton } from '#agent/kit/button.tsx'
import { TextField } from '#agent/kit/field.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { m } from '#texts'
import type { Draft } from './draft.ts'
import { IntervalsField } from './intervals-field.tsx'
import { today } from './today.ts'
import { dateName } from './words.ts'

type Openings = Draft['openings']

/** Days with hours of their own, open although they were closed. */
export function OpeningsField(props: { openings: Openings; onChange: (openings: Openings) => void }) {
  const { openings, onChange } = props
  const put = (at: number, part: Partial<Openings[number]>) =>
    onChange(openings.map((one, index) => (index === at ? { ...one, ...part } : one)))
  return (
    <div className="grid gap-3">
      {openings.map((one, at) => (
        <div key={at} className="flex flex-wrap items-end gap-x-4 gap-y-2">
          <div className="w-[150px]">
            <TextField
              name={m.calendars_day()}
              type="date"
              required
              value={one.date}
              onChange={({ target }) => target.value && put(at, { date: target.value })}
            />
          </div>
          <div className="flex items-center gap-1 pb-[3px]">
            <IntervalsField
              of={dateName(one.date)}
              intervals={one.intervals}
              onChange={(intervals) => put(at, { intervals })}
            />
            <IconButton
              name={m.calendars_remove_opening({ date: dateName(one.date) })}
              onClick={() => onChange(openings.filter((_, index) => index !== at))}
            >
              <Icon name="trash" size={14} />
            </IconButton>
          </div>
        </div>
      ))}
      <Button
        className="justify-self-start"
        onClick={() => onChange([...openings, { date: today(), intervals: [['10:00', '15:00']] }])}
      >
        {m.calendars_opening_add()}
      </Button>
    </div>
  )
}
