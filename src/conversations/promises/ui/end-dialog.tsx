import { type FormEvent, useId, useState } from 'react'
import { Button } from '#agent/kit/button.tsx'
import { Dialog } from '#agent/kit/dialog.tsx'
import { TextArea } from '#agent/kit/field.tsx'
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
  const id = useId()
  const [why, setWhy] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onEnd(why.trim())
    onClose()
  }
  return (
    <Dialog
      title={m.promises_cannot_keep()}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{m.promises_leave()}</Button>
          <Button look="danger" type="submit" form={id} disabled={why.trim() === ''}>
            {m.promises_mark_broken()}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="grid gap-3">
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
      </form>
    </Dialog>
  )
}
