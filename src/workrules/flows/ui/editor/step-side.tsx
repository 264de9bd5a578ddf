import { useEffect, useRef } from 'react'
import { Button } from '#agent/kit/button.tsx'
import { Dialog } from '#agent/kit/dialog.tsx'
import { TextField } from '#agent/kit/field.tsx'
import { EmptyState } from '#agent/kit/states.tsx'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import type { Step } from '../../graph.ts'
import { kindName, stepName } from '../../names.ts'
import { AskFields } from './fields/ask-fields.tsx'
import { BranchFields } from './fields/branch-fields.tsx'
import { ChecklistFields } from './fields/checklist-fields.tsx'
import { DoFields } from './fields/do-fields.tsx'
import { TeamFields } from './fields/team-fields.tsx'
import { WaitFields } from './fields/wait-fields.tsx'
import { WhomFields } from './fields/whom-fields.tsx'
import type { FlowDraft } from './use-flow-draft.ts'
import { Ways } from './ways.tsx'

type Props = {
  step: Step | undefined
  draft: FlowDraft
  brandId: number
  isSheet: boolean
  /** It has just been added: whoever writes goes on with its name. */
  isNew: boolean
  onPick: (id: string | undefined) => void
  onAdded: (id: string) => void
}

/** What the chosen step does and where it leads; over the list on a phone. */
export function StepSide({ step, draft, brandId, isSheet, isNew, onPick, onAdded }: Props) {
  const box = useFocusOnNew(isNew)
  if (!step)
    return isSheet ? null : <EmptyState title={m.flows_pick_step()}>{m.flows_pick_hint()}</EmptyState>
  const locale = getLocale() === 'ja' ? 'ja' : 'en'
  const body = (
    <div ref={box} className="grid gap-4">
      <TextField
        name={m.flows_step_name()}
        value={step.name}
        placeholder={kindName(step.kind, locale)}
        maxLength={80}
        onChange={({ target }) => draft.change({ ...step, name: target.value })}
      />
      <Fields step={step} draft={draft} brandId={brandId} />
      <Ways step={step} draft={draft} onAdded={onAdded} />
      <div className="flex flex-wrap gap-2 border-t border-line pt-3">
        {draft.graph.start !== step.id && (
          <Button onClick={() => draft.put({ ...draft.graph, start: step.id })}>
            {m.flows_make_start()}
          </Button>
        )}
        <Button
          look="danger"
          onClick={() => {
            draft.remove(step.id)
            onPick(undefined)
          }}
        >
          {m.flows_remove_step()}
        </Button>
      </div>
    </div>
  )
  const title = stepName(step, locale)
  if (isSheet)
    return (
      <Dialog title={title} isOpen onClose={() => onPick(undefined)} width={560}>
        {body}
      </Dialog>
    )
  return (
    <section aria-label={title}>
      <h2 className="mb-3 text-small font-semibold text-ai">{kindName(step.kind, locale)}</h2>
      {body}
    </section>
  )
}

/** Goes to the first field of what has just been added. */
function useFocusOnNew(isNew: boolean) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isNew) return undefined
    // The menu it was added from gives the focus back to its own button, up to two frames later.
    const wait = setTimeout(() => box.current?.querySelector('input')?.focus(), 60)
    return () => clearTimeout(wait)
  }, [isNew])
  return box
}

function Fields({ step, draft, brandId }: { step: Step; draft: FlowDraft; brandId: number }) {
  const { change, graph } = draft
  switch (step.kind) {
    case 'ask':
      return <AskFields step={step} onChange={change} />
    case 'wait':
      return <WaitFields step={step} brandId={brandId} onChange={change} />
    case 'branch':
      return <BranchFields step={step} graph={graph} brandId={brandId} onChange={change} />
    case 'do':
      return <DoFields step={step} brandId={brandId} onChange={change} />
    case 'team':
      return <TeamFields step={step} brandId={brandId} onChange={change} />
    case 'approval':
    case 'department':
      return <WhomFields step={step} brandId={brandId} onChange={change} />
    case 'checklist':
      return <ChecklistFields step={step} onChange={change} />
    case 'end':
      return null
  }
}
