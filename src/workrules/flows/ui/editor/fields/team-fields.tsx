import { Select, TextArea } from '#agent/kit/field.tsx'
import { m } from '#texts'
import { useParts } from '../../../../rules/ui/parts.ts'
import type { StepOf } from '../../../graph.ts'

type Team = StepOf<'team'>

/** Which team takes over, and what it is told. */
export function TeamFields({
  step,
  brandId,
  onChange,
}: {
  step: Team
  brandId: number
  onChange: (step: Team) => void
}) {
  return (
    <>
      <Select
        name={m.flows_team()}
        value={String(step.teamId ?? '')}
        choices={[{ value: '', name: m.flows_choose() }, ...useTeams(brandId)]}
        onChange={({ target }) => onChange({ ...step, teamId: Number(target.value) || null })}
      />
      <TextArea
        name={m.flows_note()}
        hint={m.flows_note_hint()}
        rows={4}
        maxLength={5_000}
        value={step.note}
        onChange={({ target }) => onChange({ ...step, note: target.value })}
      />
    </>
  )
}

/** The teams, as choices. */
export const useTeams = (brandId: number) =>
  (useParts(brandId).data?.choices['team'] ?? [])
    .filter((one) => one.value !== 'none')
    .map((one) => ({ value: String(one.value), name: one.name }))
