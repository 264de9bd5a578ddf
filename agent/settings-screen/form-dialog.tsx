import { type FormEvent, type ReactNode, useId } from 'react'
import { m } from '#texts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'

/** A form over the page: Enter saves, Escape leaves; it closes when the desk has taken it. */
export function FormDialog({
  title,
  save,
  isBusy,
  error,
  onSave,
  onClose,
  children,
  width,
}: {
  title: string
  save?: string
  isBusy: boolean
  /** A refusal that belongs to no single field. */
  error?: string | undefined
  onSave: () => void
  onClose: () => void
  children: ReactNode
  width?: number
}) {
  const id = useId()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSave()
  }
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      {...(width ? { width } : {})}
      footer={
        <>
          <Button onClick={onClose}>{m.settings_cancel()}</Button>
          <Button look="primary" type="submit" form={id} isBusy={isBusy}>
            {save ?? m.settings_save()}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="grid gap-4">
        {children}
        {error && (
          <p role="alert" className="text-small text-shu">
            {error}
          </p>
        )}
      </form>
    </Dialog>
  )
}
