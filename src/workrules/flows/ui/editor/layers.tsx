import { useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Dialog } from '#agent/kit/dialog.tsx'
import { m } from '#texts'
import { BeginDialog } from './begin-dialog.tsx'
import { TryDialog } from './try-dialog.tsx'
import type { FlowDraft } from './use-flow-draft.ts'
import { VersionsDialog } from './versions-dialog.tsx'

export type Layer = 'try' | 'versions' | 'begin' | 'delete'
type Props = { layer: Layer; draft: FlowDraft; onClose: () => void; onGone: () => void }

/** Whatever is asked or shown over the flow. */
export default function Layers({ layer, draft, onClose, onGone }: Props) {
  switch (layer) {
    case 'try':
      return <TryDialog draft={draft} onClose={onClose} />
    case 'versions':
      return <VersionsDialog draft={draft} onClose={onClose} />
    case 'begin':
      return <BeginDialog draft={draft} onClose={onClose} />
    case 'delete':
      return <DeleteDialog draft={draft} onClose={onClose} onGone={onGone} />
  }
}

function DeleteDialog({ draft, onClose, onGone }: Omit<Props, 'layer'>) {
  const remove = useTell('DELETE /api/flows/{id}', { stale: ['GET /api/flows'], onDone: onGone })
  const footer = (
    <>
      <Button onClick={onClose}>{m.settings_cancel()}</Button>
      <Button
        look="danger"
        isBusy={remove.isPending}
        onClick={() => remove.mutate({ params: { id: draft.flow.id } })}
      >
        {m.settings_delete()}
      </Button>
    </>
  )
  return (
    <Dialog
      title={m.flows_delete_title({ name: draft.name })}
      isOpen
      onClose={onClose}
      footer={footer}
      width={420}
    >
      <p className="text-list text-ink2">{m.flows_delete_about()}</p>
    </Dialog>
  )
}
