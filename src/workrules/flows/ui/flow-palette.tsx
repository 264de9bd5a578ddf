import { useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import { Palette } from '#agent/kit/palette.tsx'
import { say } from '#agent/kit/toast.tsx'
import { m } from '#texts'
import { useForgetRuns } from './use-forget-runs.ts'

/** Starts one of the brand's flows in a conversation. */
export function FlowPalette({
  conversation,
  onClose,
}: {
  conversation: { id: number; brandId: number }
  onClose: () => void
}) {
  const [isPicked, setPicked] = useState(false)
  const query = { brandId: conversation.brandId }
  const flows = useAsk('GET /api/flows', { query }, { staleTime: 60_000 }).data?.items ?? []
  const forgetRuns = useForgetRuns(conversation.id)
  const start = useTell('POST /api/conversations/{id}/flow-runs', {
    onDone: (run) => {
      forgetRuns()
      say({ text: m.flows_started({ name: run.flow.name }) })
    },
  })
  return (
    <Palette
      title={m.flows_start()}
      isOpen={!isPicked}
      onClose={onClose}
      items={flows
        .filter((one) => one.publishedVersion !== null && one.startsByHand)
        .map((one) => ({ id: String(one.id), name: one.name }))}
      onPick={({ id }) => {
        setPicked(true)
        start.mutate({ params: { id: conversation.id }, body: { flowId: Number(id) } })
      }}
    />
  )
}
