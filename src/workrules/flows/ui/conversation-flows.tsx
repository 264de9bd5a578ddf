import { useAsk } from '#agent/ask.ts'
import { m } from '#texts'
import { RunLine } from './run-line.tsx'

/** The flows under way in a conversation, above what was said: what they wait for and what people have to see to. */
export default function ConversationFlows({ conversationId }: { conversationId: number }) {
  const runs = useRuns(conversationId)
  const underWay = runs.filter((one) => one.endedAt === null)
  if (underWay.length === 0) return null
  return (
    <section
      aria-label={m.flows_title()}
      className="grid max-h-[34dvh] gap-2.5 overflow-y-auto border-b border-line bg-mat px-5 py-2 max-phone:px-3.5"
    >
      {underWay.map((run) => (
        <RunLine key={run.id} run={run} />
      ))}
    </section>
  )
}

/** All runs of a conversation, newest first. */
export function useRuns(conversationId: number) {
  const params = { id: conversationId }
  const asked = useAsk('GET /api/conversations/{id}/flow-runs', { params }, { staleTime: 10_000 })
  return asked.data?.items ?? []
}
