import { useState } from 'react'
import { Skeleton } from '#agent/kit/states.tsx'
import { m } from '#texts'
import { ActionsField } from '../../../../rules/ui/actions-field.tsx'
import { newId } from '../../../../rules/ui/draft.ts'
import { useParts } from '../../../../rules/ui/parts.ts'
import type { StepOf } from '../../../graph.ts'

type Do = StepOf<'do'>

/** What is done there: what rules can do. */
export function DoFields({
  step,
  brandId,
  onChange,
}: {
  step: Do
  brandId: number
  onChange: (step: Do) => void
}) {
  const parts = useParts(brandId).data
  const [actions, setActions] = useState(() => step.actions.map((one) => ({ ...one, id: newId() })))
  if (!parts) return <Skeleton className="h-20" />
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 text-small font-semibold text-ink2">{m.flows_does()}</legend>
      <ActionsField
        actions={actions}
        parts={parts}
        mistakeAt={() => undefined}
        onChange={(next) => {
          setActions(next)
          onChange({ ...step, actions: next.map(({ action, value }) => ({ action, value })) })
        }}
      />
    </fieldset>
  )
}
