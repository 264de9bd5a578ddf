import type { FormEvent } from 'react'
import { Button } from '#agent/kit/button.tsx'
import { Checks } from '#agent/kit/checks.tsx'
import { Select, TextField } from '#agent/kit/field.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { Section } from '#agent/settings-screen/page.tsx'
import { useForm } from '#agent/settings-screen/use-form.ts'
import { m } from '#texts'
import type { ServiceLevel, ServiceLevelWish } from '../contract.ts'
import { ConditionsField } from './conditions-field.tsx'
import { SpanField } from './span-field.tsx'
import { WarningField } from './warning-field.tsx'
import { pauseNames } from './words.ts'

type Props = { brandId: number; level: ServiceLevel | undefined; onClose: () => void }

const fresh: ServiceLevelWish = {
  name: '',
  conditions: { priorities: [], channels: [], languages: [], reasonIds: [], teamIds: [], tags: [] },
  firstMinutes: 480,
  nextMinutes: 480,
  resolutionMinutes: null,
  counts: 'business',
  warnMinutes: null,
  warnPercent: 75,
  pauses: ['pending_customer', 'pending_client'],
}

/** A service level as it is written: for which conversations, how fast, by which clock, and when the clock stands. */
export function ServiceLevelForm({ brandId, level, onClose }: Props) {
  const options = { stale: ['GET /api/service-levels'] as const, onDone: onClose }
  const create = useForm('POST /api/service-levels', level ?? fresh, options)
  const change = useForm('PUT /api/service-levels/{id}', level ?? fresh, options)
  const form = level ? change : create
  const { values, set } = form
  const save = (event: FormEvent) => {
    event.preventDefault()
    const body = wishOf(values)
    if (level) change.tell({ params: { id: level.id }, body })
    else create.tell({ body: { ...body, brandId } })
  }
  const refused = form.errorBesides('name', 'firstMinutes', 'warnMinutes', 'warnPercent')
  return (
    <form onSubmit={save}>
      <Button look="quiet" className="mb-2 -ml-2.5" icon={<Icon name="back" />} onClick={onClose}>
        {m.service_levels_title()}
      </Button>
      <h1 className="mb-5 text-[18px]">{level?.name ?? m.service_levels_new()}</h1>
      <div className="max-w-[352px]">
        <TextField name={m.calendars_name()} required maxLength={100} autoFocus {...form.text('name')} />
      </div>
      <Section title={m.service_levels_targets()}>
        <div className="grid grid-cols-3 gap-4 max-phone:grid-cols-1">
          <SpanField
            name={m.service_levels_first()}
            minutes={values.firstMinutes}
            error={form.errorAt('firstMinutes')}
            onChange={(next) => set('firstMinutes', next)}
          />
          <SpanField
            name={m.service_levels_next()}
            minutes={values.nextMinutes}
            onChange={(next) => set('nextMinutes', next)}
          />
          <SpanField
            name={m.service_levels_resolution()}
            minutes={values.resolutionMinutes}
            onChange={(next) => set('resolutionMinutes', next)}
          />
        </div>
        <p className="mt-2 text-small text-ink3">{m.service_levels_targets_hint()}</p>
      </Section>
      <Section title={m.service_levels_clock()}>
        <div className="grid grid-cols-2 gap-4 max-phone:grid-cols-1">
          <Select
            name={m.service_levels_counts()}
            choices={[
              { value: 'business', name: m.service_levels_in_hours() },
              { value: 'clock', name: m.service_levels_around_clock() },
            ]}
            value={values.counts}
            onChange={(event) => set('counts', event.target.value === 'clock' ? 'clock' : 'business')}
          />
        </div>
        <div className="mt-4 grid grid-cols-2 gap-4 max-phone:grid-cols-1">
          <WarningField
            warning={values}
            error={form.errorAt('warnPercent') ?? form.errorAt('warnMinutes')}
            onChange={({ warnMinutes, warnPercent }) => {
              set('warnMinutes', warnMinutes)
              set('warnPercent', warnPercent)
            }}
          />
        </div>
        <Pauses pauses={values.pauses} onChange={(next) => set('pauses', next)} />
      </Section>
      <Section title={m.service_levels_for()}>
        <ConditionsField
          brandId={brandId}
          conditions={values.conditions}
          onChange={(next) => set('conditions', next)}
        />
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

function wishOf(values: ServiceLevelWish): ServiceLevelWish {
  const { name, conditions, firstMinutes, nextMinutes, resolutionMinutes, counts, pauses } = values
  const { warnMinutes, warnPercent } = values
  const targets = { firstMinutes, nextMinutes, resolutionMinutes }
  return { name, conditions, ...targets, counts, warnMinutes, warnPercent, pauses }
}

type Pausing = ServiceLevelWish['pauses']

function Pauses({ pauses, onChange }: { pauses: Pausing; onChange: (next: Pausing) => void }) {
  const all = Object.keys(pauseNames) as (keyof typeof pauseNames)[]
  return (
    <Checks
      className="mt-4"
      name={m.service_levels_pauses()}
      all={all}
      chosen={pauses}
      say={(one) => pauseNames[one]()}
      onChange={onChange}
    />
  )
}
