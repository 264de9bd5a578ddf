import { useState } from 'react'
import { Skeleton } from '#agent/kit/states.tsx'
import type { Rule } from '../../../../rules/contract.ts'
import { groupOf, sentGroup } from '../../../../rules/ui/draft.ts'
import { GroupField } from '../../../../rules/ui/group-field.tsx'
import { useParts } from '../../../../rules/ui/parts.ts'

type Conditions = Rule['conditions']

/** Conditions as rules have them. */
export function ConditionsField({
  conditions,
  brandId,
  onChange,
}: {
  conditions: Conditions
  brandId: number
  onChange: (conditions: Conditions) => void
}) {
  const parts = useParts(brandId).data
  const [group, setGroup] = useState(() => groupOf(conditions))
  if (!parts) return <Skeleton className="h-20" />
  return (
    <GroupField
      group={group}
      place=""
      parts={parts}
      mistakeAt={() => undefined}
      onChange={(next) => {
        setGroup(next)
        // As deep as the screen lets groups stand in groups, and so of the contract's shape.
        onChange(sentGroup(next) as Conditions)
      }}
    />
  )
}
