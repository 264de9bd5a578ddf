import { Dialog } from '#agent/kit/dialog.tsx'
import { m } from '#texts'
import { useRuns } from './conversation-flows.tsx'
import { RunHistory } from './run-dialog.tsx'

/** What flows did in a conversation, also those that are over. */
export function FlowHistory({ conversationId, onClose }: { conversationId: number; onClose: () => void }) {
  const runs = useRuns(conversationId)
  return (
    <Dialog title={m.flows_here()} isOpen onClose={onClose} width={560}>
      {runs.length === 0 && <p className="text-list text-ink2">{m.flows_here_none()}</p>}
      {runs.map((run) => (
        <section key={run.id} className="mb-6 last:mb-0">
          <h3 className="mb-1 text-read">{run.flow.name}</h3>
          <RunHistory run={run} />
        </section>
      ))}
    </Dialog>
  )
}
