import { useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Dialog } from '#agent/kit/dialog.tsx'
import { Select } from '#agent/kit/field.tsx'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import { stepName } from '../names.ts'
import type { FlowRun } from '../runs-contract.ts'
import { useForgetRuns } from './use-forget-runs.ts'

/** Moves a run to a step of what is published now: how one that began long ago gets to the new version. */
export default function MoveDialog({ run, onClose }: { run: FlowRun; onClose: () => void }) {
  const versions = useAsk('GET /api/flows/{id}/versions', { params: { id: run.flow.id } }).data?.items
  const steps = versions?.[0]?.graph.steps ?? []
  const [picked, setPicked] = useState<string>()
  const step = picked ?? steps.find((one) => one.id === run.step?.id)?.id ?? steps[0]?.id
  const forgetRuns = useForgetRuns(run.conversation.id)
  const move = useTell('POST /api/flow-runs/{id}/move', {
    onDone: () => {
      forgetRuns()
      onClose()
    },
  })
  const footer = (
    <>
      <Button onClick={onClose}>{m.settings_cancel()}</Button>
      <Button
        look="primary"
        disabled={step === undefined}
        isBusy={move.isPending}
        onClick={() => step && move.mutate({ params: { id: run.id }, body: { step } })}
      >
        {m.flows_move_do()}
      </Button>
    </>
  )
  return (
    <Dialog title={m.flows_move()} isOpen onClose={onClose} footer={footer} width={420}>
      <p className="mb-3 text-list text-ink2">{m.flows_move_about()}</p>
      <Select
        name={m.flows_step()}
        value={step ?? ''}
        onChange={({ target }) => setPicked(target.value)}
        choices={steps.map((one) => ({
          value: one.id,
          name: stepName(one, getLocale() === 'ja' ? 'ja' : 'en'),
        }))}
      />
    </Dialog>
  )
}
