import { Select, TextArea } from '#agent/kit/field.tsx'
import { m } from '#texts'
import { useParts } from '../../../../rules/ui/parts.ts'
import type { StepOf } from '../../../graph.ts'
import { MaybeSpan } from './span-fields.tsx'
import { useTeams } from './team-fields.tsx'

type Whom = StepOf<'approval'> | StepOf<'department'>

/** Who is asked, what, and for how long. */
export function WhomFields({
  step,
  brandId,
  onChange,
}: {
  step: Whom
  brandId: number
  onChange: (step: Whom) => void
}) {
  const teams = useTeams(brandId)
  const staff = useParts(brandId).data?.choices['staff'] ?? []
  const pick = (value: string) => {
    const [kind, id] = value.split(' ')
    onChange({
      ...step,
      teamId: kind === 'team' ? Number(id) : null,
      staffId: kind === 'staff' ? Number(id) : null,
    })
  }
  const chosen = step.teamId ? `team ${step.teamId}` : step.staffId ? `staff ${step.staffId}` : ''
  const people = [
    ...(step.kind === 'department' ? teams.map((one) => ({ ...one, value: `team ${one.value}` })) : []),
    ...staff
      .filter((one) => one.value !== 'none')
      .map((one) => ({ value: `staff ${one.value}`, name: one.name })),
  ]
  return (
    <>
      <Select
        name={m.flows_whom()}
        value={chosen}
        choices={[
          { value: '', name: step.kind === 'approval' ? m.flows_whoever_leads() : m.flows_choose() },
          ...people,
        ]}
        onChange={({ target }) => pick(target.value)}
      />
      <TextArea
        name={step.kind === 'approval' ? m.flows_what_approved() : m.flows_what_asked()}
        rows={4}
        maxLength={2_000}
        value={step.what}
        onChange={({ target }) => onChange({ ...step, what: target.value })}
      />
      <MaybeSpan
        offer={m.flows_waits_at_most()}
        name={m.flows_how_long()}
        span={step.atMost}
        usual={2_880}
        onChange={(atMost) => onChange({ ...step, atMost })}
      />
    </>
  )
}
