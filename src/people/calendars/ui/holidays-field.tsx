import { useState } from 'react'
import { useAsk } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { cx } from '#agent/kit/classes.ts'
import { inputLook, Select } from '#agent/kit/field.tsx'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import type { Preview } from '../contract.ts'
import type { Draft } from './draft.ts'
import { countryName, dateName } from './words.ts'

type Holiday = Preview['holidays'][number]
type Props = { draft: Draft; coming: Holiday[]; onChange: (part: Partial<Draft>) => void }

const shownFirst = 6

/** Whose holidays are closed, and on which of them people come all the same: this once, or every year. */
export function HolidaysField({ draft, coming, onChange }: Props) {
  const [isAll, setAll] = useState(false)
  const choose = (place: string) => onChange({ holidays: place || null, workedDates: [], workedHolidays: [] })
  const shown = isAll ? coming : coming.slice(0, shownFirst)
  return (
    <div className="grid gap-3">
      <Country place={draft.holidays} onChoose={choose} />
      {draft.holidays !== null && (
        <ul className="border-t border-line">
          {shown.map((holiday) => (
            <HolidayRow key={holiday.date} holiday={holiday} draft={draft} onChange={onChange} />
          ))}
        </ul>
      )}
      {coming.length > shown.length && (
        <Button className="justify-self-start" onClick={() => setAll(true)}>
          {m.calendars_all_holidays({ count: coming.length })}
        </Button>
      )}
    </div>
  )
}

function Country({ place, onChoose }: { place: string | null; onChoose: (place: string) => void }) {
  const countries = useAsk('GET /api/holiday-countries', {}, { staleTime: Number.POSITIVE_INFINITY }).data
  const [country = '', part] = place?.split(/-(.*)/) ?? []
  const named = (
    countries?.items ?? [
      { code: 'JP', regions: [] },
      { code: 'US', regions: [] },
    ]
  )
    .map((one) => ({ value: one.code, name: countryName(one.code) }))
    .sort((a, b) => a.name.localeCompare(b.name, getLocale()))
  const first = ['JP', 'US'].flatMap((code) => named.find((one) => one.value === code) ?? [])
  const choices = [
    { value: '', name: m.calendars_no_holidays() },
    ...first,
    ...named.filter((one) => !first.includes(one)),
  ]
  const regions = countries?.items.find((one) => one.code === country)?.regions ?? []
  return (
    <div className="grid grid-cols-2 gap-4 max-phone:grid-cols-1">
      <Select
        name={m.calendars_country()}
        choices={choices}
        value={country}
        onChange={(event) => onChoose(event.target.value)}
      />
      {regions.length > 0 && (
        <Select
          name={m.calendars_region()}
          choices={[
            { value: country, name: m.calendars_whole_country() },
            ...regions.map((one) => ({ value: one.code, name: one.name })),
          ]}
          value={part ? `${country}-${part}` : country}
          onChange={(event) => onChoose(event.target.value)}
        />
      )}
    </div>
  )
}

type Choice = 'closed' | 'once' | 'always'

function HolidayRow({ holiday, draft, onChange }: { holiday: Holiday } & Omit<Props, 'coming'>) {
  const { date, id } = holiday
  const [dates, holidays] = [draft.workedDates, draft.workedHolidays]
  const chosen: Choice = holidays.includes(id) ? 'always' : dates.includes(date) ? 'once' : 'closed'
  const choose = (choice: Choice) =>
    onChange({
      workedDates: [...dates.filter((one) => one !== date), ...(choice === 'once' ? [date] : [])],
      workedHolidays: [...holidays.filter((one) => one !== id), ...(choice === 'always' ? [id] : [])],
    })
  const name = getLocale() === 'ja' ? holiday.nameJa : holiday.nameEn
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-1.5">
      <span className="w-[118px] text-small text-ink2 tabular-nums">{dateName(date)}</span>
      <span className={cx('min-w-[140px] flex-1', chosen !== 'closed' && 'text-ink3')}>{name}</span>
      <select
        aria-label={m.calendars_on_holiday({ name, date: dateName(date) })}
        className={cx(inputLook, 'w-auto!')}
        value={chosen}
        onChange={(event) => choose(event.target.value as Choice)}
      >
        <option value="closed">{m.calendars_holiday_closed()}</option>
        <option value="once">{m.calendars_holiday_once()}</option>
        <option value="always">{m.calendars_holiday_always()}</option>
      </select>
    </li>
  )
}
