import { useState } from 'react'
import { TextArea } from '#agent/kit/field.tsx'
import { FormDialog } from '#agent/kit/form-dialog.tsx'
import { m } from '#texts'

/** Why a promise could not be kept: asked of whoever says so, since the figures are read with the reasons. */
export default function EndDialog({
  what,
  onEnd,
  onClose,
}: {
  what: string
  onEnd: (outcome: string) => void
  onClose: () => void
}) {
  const [why, setWhy] = useState('')
  const finish = () => {
    onEnd(why.trim())
    onClose()
  }
  return (
    <FormDialog
      title={m.promises_cannot_keep()}
      save={m.promises_mark_broken()}
      isDangerous
      isReady={why.trim() !== ''}
      onSave={finish}
      onClose={onClose}
    >
      <p>{what}</p>
      <TextArea
        name={m.promises_why()}
        hint={m.promises_why_hint()}
        rows={3}
        maxLength={2_000}
        required
        autoFocus
        value={why}
        onChange={(event) => setWhy(event.target.value)}
      />
    </FormDialog>
  )
}
