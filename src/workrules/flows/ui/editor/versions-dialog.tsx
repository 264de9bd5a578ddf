import { useAsk } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { Dialog } from '#agent/kit/dialog.tsx'
import { whenOf } from '#agent/kit/time.ts'
import { Row, Rows } from '#agent/settings-screen/page.tsx'
import { m } from '#texts'
import type { FlowDraft } from './use-flow-draft.ts'

/** What was published, newest first; each can be taken as the draft again. */
export function VersionsDialog({ draft, onClose }: { draft: FlowDraft; onClose: () => void }) {
  const asked = useAsk('GET /api/flows/{id}/versions', { params: { id: draft.flow.id } })
  return (
    <Dialog title={m.flows_versions()} isOpen onClose={onClose} width={520}>
      <Rows asked={asked} empty={m.flows_versions_none()}>
        {(one) => (
          <Row
            key={one.version}
            name={m.flows_version({ version: one.version })}
            about={[
              whenOf(one.publishedAt),
              one.publishedBy?.name,
              one.runsUnderWay > 0 ? m.flows_runs({ count: one.runsUnderWay }) : '',
            ]
              .filter(Boolean)
              .join(' · ')}
            marks={
              one.version === draft.flow.publishedVersion && <Chip tone="matcha">{m.flows_is_in_use()}</Chip>
            }
          >
            <Button
              onClick={() => {
                draft.put(one.graph)
                onClose()
              }}
            >
              {m.flows_take_as_draft()}
            </Button>
          </Row>
        )}
      </Rows>
    </Dialog>
  )
}
