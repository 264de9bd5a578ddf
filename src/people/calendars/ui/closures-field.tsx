import { Button, IconButton } from '#agent/kit/button.tsx'
import { TextField } from '#agent/kit/field.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { m } from '#texts'
import type { Draft } from './draft.ts'
import { today } from './today.ts'

type Closures = Draft['closures']

/** Days on which nobody comes besides: a break at the turn of the year, a move. */
export function ClosuresField(props: { closures: Closures; onChange: (closures: Closures) => void }) {
  const { closures, onChange } = props
  const put = (at: number, part: Partial<Closures[number]>) =>
    onChange(closures.map((one, index) => (index === at ? { ...one, ...part } : one)))
  return (
    <div className="grid gap-3">
      {closures.map((one, at) => (
        <div
          key={at}
          role="group"
          aria-label={one.nameJa || one.nameEn || m.calendars_closure()}
          className="grid grid-cols-[130px_130px_minmax(0,1fr)_minmax(0,1fr)_auto] items-start gap-2 max-phone:grid-cols-2"
        >
          <TextField
            name={m.calendars_first_day()}
            type="date"
            required
            value={one.from}
            onChange={({ target }) =>
              put(at, { from: target.value, to: one.to < target.value ? target.value : one.to })
            }
          />
          <TextField
            name={m.calendars_last_day()}
            type="date"
            required
            min={one.from}
            value={one.to}
            onChange={({ target }) => put(at, { to: target.value })}
          />
          <TextField
            name={m.calendars_name_ja()}
            lang="ja"
            maxLength={100}
            value={one.nameJa}
            onChange={({ target }) => put(at, { nameJa: target.value })}
          />
          <TextField
            name={m.calendars_name_en()}
            lang="en"
            maxLength={100}
            value={one.nameEn}
            onChange={({ target }) => put(at, { nameEn: target.value })}
          />
          <IconButton
            name={m.calendars_remove_closure({ from: one.from })}
            className="mt-[26px] max-phone:mt-0"
            onClick={() => onChange(closures.filter((_, index) => index !== at))}
          >
            <Icon name="close" size={14} />
          </IconButton>
        </div>
      ))}
      <Button
        className="justify-self-start"
        onClick={() => onChange([...closures, { from: today(), to: today(), nameJa: '', nameEn: '' }])}
      >
        {m.calendars_closure_add()}
      </Button>
    </div>
  )
}
