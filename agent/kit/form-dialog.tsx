import { type FormEvent, type ReactNode, type RefObject, useId, useRef } from 'react'
import { m } from '#texts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

/** A form over the page: Enter saves (with Ctrl or ⌘ within longer texts), Escape leaves; it closes when the desk has taken it. */
export function FormDialog({
  title,
  save,
  isBusy = false,
  isReady = true,
  isDangerous = false,
  error,
  onSave,
  onClose,
  children,
  width,
  initialFocus,
}: {
  title: string
  save?: string
  isBusy?: boolean
  /** Whether there is something to save yet. */
  isReady?: boolean
  isDangerous?: boolean
  /** A refusal that belongs to no single field. */
  error?: string | undefined
  onSave: () => void
  onClose: () => void
  children: ReactNode
  width?: number
  initialFocus?: RefObject<HTMLElement | null>
}) {
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  // On a touch screen the keyboard would cover what is to be read first.
  const firstField = (by: string) =>
    by === 'touch' || form.current?.querySelector<HTMLElement>('input, select, textarea')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // What lies over a dialog is no part of its form, though React says so.
    event.stopPropagation()
    // By keys it comes here past the button, which is off while it is saved or there is nothing to save.
    if (isReady && !isBusy) onSave()
  }
  const look = isDangerous ? 'danger' : 'primary'
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      {...(width ? { width } : {})}
      initialFocus={initialFocus ?? firstField}
      footer={
        <>
          <Button onClick={onClose}>{m.settings_cancel()}</Button>
          <Button look={look} type="submit" form={id} isBusy={isBusy} disabled={!isReady}>
            {save ?? m.settings_save()}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        id={id}
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
          // Nor are its keys for what it lies over: there the same ones may send.
          event.stopPropagation()
          event.currentTarget.requestSubmit()
        }}
        className="grid gap-4"
      >
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
