import { useState } from 'react'
import { useAsk } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { Page, Row, Rows } from '#agent/settings-screen/page.tsx'
import { m } from '#texts'
import { channelName } from '../../../conversations/ui/words.ts'
import { useBrand } from '#agent/settings-screen/use-brand.tsx'
import type { CalendarShown } from '../contract.ts'
import { CalendarForm } from './calendar-form.tsx'
import { DeleteCalendar } from './delete-calendar.tsx'
import { countryName, weekSaid, zoneName } from './words.ts'

/** When people are there: one calendar for the brand, and others for teams and channels that keep other hours. */
export default function CalendarsPage() {
  const { brandId, timeZone, choice } = useBrand()
  const asked = useAsk('GET /api/calendars', { query: { brandId } }, { enabled: brandId > 0 })
  const teams = useAsk('GET /api/teams', { query: { limit: 200 } }).data?.items ?? []
  const [open, setOpen] = useState<CalendarShown | 'new'>()
  const [leaving, setLeaving] = useState<CalendarShown>()
  if (open)
    return (
      <CalendarForm
        brandId={brandId}
        zone={timeZone}
        calendar={open === 'new' ? undefined : open}
        isFirst={asked.data?.items.length === 0}
        teams={teams}
        onClose={() => setOpen(undefined)}
      />
    )
  const add = (
    <Button look="primary" onClick={() => setOpen('new')}>
      {m.calendars_new()}
    </Button>
  )
  const about = (calendar: CalendarShown) =>
    [
      weekSaid(calendar),
      zoneName(calendar.zone),
      calendar.holidays && m.calendars_holidays_of({ country: countryName(calendar.holidays.slice(0, 2)) }),
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <Page title={m.calendars_title()} intro={m.calendars_intro()} action={add}>
      {choice}
      <Rows asked={asked} empty={m.calendars_none()}>
        {(calendar) => (
          <Row
            key={calendar.id}
            name={calendar.name}
            about={about(calendar)}
            marks={
              <>
                {calendar.isDefault && <Chip tone="ai">{m.calendars_default()}</Chip>}
                {calendar.teamIds.map((id) => (
                  <Chip key={id}>{teams.find((one) => one.id === id)?.name ?? `#${id}`}</Chip>
                ))}
                {calendar.channels.map((one) => (
                  <Chip key={one}>{channelName(one)}</Chip>
                ))}
              </>
            }
          >
            <Button onClick={() => setOpen(calendar)}>{m.settings_change()}</Button>
            <Button look="quiet" onClick={() => setLeaving(calendar)}>
              {m.settings_delete()}
            </Button>
          </Row>
        )}
      </Rows>
      {leaving && <DeleteCalendar calendar={leaving} onClose={() => setLeaving(undefined)} />}
    </Page>
  )
}
