import type { FormEvent } from 'react'
import { Button } from '#agent/kit/button.tsx'
import { Check, Select, TextField } from '#agent/kit/field.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { zoneChoices } from '#agent/settings-screen/choices.ts'
import { Section } from '#agent/settings-screen/page.tsx'
import { useForm } from '#agent/settings-screen/use-form.ts'
import { m } from '#texts'
import { channelName } from '../../../conversations/ui/words.ts'
import type { CalendarShown } from '../contract.ts'
import { ClosuresField } from './closures-field.tsx'
import { type Draft, draftOf, newDraft } from './draft.ts'
import { HolidaysField } from './holidays-field.tsx'
import { OpeningsField } from './openings-field.tsx'
import { PreviewBox } from './preview-box.tsx'
import { usePreview } from './use-preview.ts'
import { WeekField } from './week-field.tsx'

type Team = { id: number; name: string }
type Props = {
  brandId: number
  /** Where a new calendar begins. */
  zone: string
  calendar: CalendarShown | undefined
  isFirst: boolean
  teams: Team[]
  onClose: () => void
}

const channels = ['email', 'chat', 'form', 'api'] as const

/** A calendar as it is written; beside it stands what that means from now on. */
export function CalendarForm({ brandId, zone, calendar, isFirst, teams, onClose }: Props) {
  const first = calendar ? draftOf(calendar) : newDraft(zone, isFirst)
  const options = { stale: ['GET /api/calendars'] as const, onDone: onClose }
  const create = useForm('POST /api/calendars', first, options)
  const change = useForm('PUT /api/calendars/{id}', first, options)
  const form = calendar ? change : create
  const draft = form.values
  const { preview, mistake } = usePreview(draft)
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (calendar) change.tell({ params: { id: calendar.id }, body: draft })
    else create.tell({ body: { ...draft, brandId } })
  }
  const refused = form.errorBesides('name') ?? mistake
  return (
    <form onSubmit={save}>
      <Button look="quiet" className="-ml-2.5 mb-2" icon={<Icon name="back" />} onClick={onClose}>
        {m.calendars_title()}
      </Button>
      <h1 className="mb-5 text-[18px]">{calendar?.name ?? m.calendars_new()}</h1>
      <div className="grid grid-cols-2 gap-4 max-phone:grid-cols-1">
        <TextField name={m.calendars_name()} required maxLength={200} autoFocus {...form.text('name')} />
        <Select name={m.settings_time_zone()} choices={zoneChoices} {...form.text('zone')} />
      </div>
      <PreviewBox preview={preview} zone={draft.zone} mistake={mistake} />
      <Section title={m.calendars_week()}>
        <WeekField week={draft.week} onChange={(week) => form.set('week', week)} />
      </Section>
      <Section title={m.calendars_holidays()}>
        <HolidaysField
          draft={draft}
          coming={preview?.holidays ?? []}
          onChange={(part: Partial<Draft>) => {
            for (const [key, value] of Object.entries(part)) form.set(key as keyof Draft, value)
          }}
        />
      </Section>
      <Section title={m.calendars_closures()}>
        <ClosuresField closures={draft.closures} onChange={(next) => form.set('closures', next)} />
      </Section>
      <Section title={m.calendars_openings()}>
        <OpeningsField openings={draft.openings} onChange={(next) => form.set('openings', next)} />
      </Section>
      <Section title={m.calendars_where()}>
        <Where draft={draft} teams={teams} set={form.set} />
      </Section>
      <div className="mt-6 flex flex-wrap items-center gap-3 border-t border-line pt-4">
        <Button look="primary" type="submit" isBusy={form.isBusy}>
          {m.settings_save()}
        </Button>
        <Button onClick={onClose}>{m.settings_cancel()}</Button>
        {refused && (
          <p role="alert" className="text-small text-shu">
            {refused}
          </p>
        )}
      </div>
    </form>
  )
}

type Set = <K extends keyof Draft>(key: K, value: Draft[K]) => void

function Where({ draft, teams, set }: { draft: Draft; teams: Team[]; set: Set }) {
  const toggled = <T,>(list: readonly T[], one: T) =>
    list.includes(one) ? list.filter((other) => other !== one) : [...list, one]
  return (
    <div className="grid gap-3">
      <Check
        name={m.calendars_for_brand()}
        checked={draft.isDefault}
        onChange={(event) => set('isDefault', event.target.checked)}
      />
      <fieldset className="flex flex-wrap gap-x-5 gap-y-2">
        <legend className="mb-1.5 text-small font-semibold text-ink2">{m.calendars_for_channels()}</legend>
        {channels.map((one) => (
          <Check
            key={one}
            name={channelName(one)}
            checked={draft.channels.includes(one)}
            onChange={() => set('channels', toggled(draft.channels, one))}
          />
        ))}
      </fieldset>
      {teams.length > 0 && (
        <fieldset className="flex flex-wrap gap-x-5 gap-y-2">
          <legend className="mb-1.5 text-small font-semibold text-ink2">{m.calendars_for_teams()}</legend>
          {teams.map((one) => (
            <Check
              key={one.id}
              name={one.name}
              checked={draft.teamIds.includes(one.id)}
              onChange={() => set('teamIds', toggled(draft.teamIds, one.id))}
            />
          ))}
        </fieldset>
      )}
      <p className="text-small text-ink3">{m.calendars_where_hint()}</p>
    </div>
  )
}
