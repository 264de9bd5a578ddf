import { type FormEvent, useId, useRef, useState } from 'react'
import { Button } from '#agent/kit/button.tsx'
import { Dialog } from '#agent/kit/dialog.tsx'
import { TextArea } from '#agent/kit/field.tsx'
import { m } from '#texts'

/** Asks for a few words before something is done. */
export default function WhyDialog({
  title,
  question,
  save,
  isNeeded = false,
  onSay,
  onClose,
}: {
  title: string
  question: string
  save: string
  isNeeded?: boolean
  onSay: (words: string) => void
  onClose: () => void
}) {
  const id = useId()
  const first = useRef<HTMLTextAreaElement>(null)
  const [words, setWords] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSay(words.trim())
    onClose()
  }
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      initialFocus={first}
      footer={
        <>
          <Button onClick={onClose}>{m.escalation_leave()}</Button>
          <Button look="primary" type="submit" form={id} disabled={isNeeded && words.trim() === ''}>
            {save}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit}>
        <TextArea
          name={question}
          ref={first}
          rows={3}
          maxLength={2_000}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </form>
    </Dialog>
  )
}
