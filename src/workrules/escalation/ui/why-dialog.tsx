import { useRef, useState } from 'react'
import { TextArea } from '#agent/kit/field.tsx'
import { FormDialog } from '#agent/kit/form-dialog.tsx'

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
  const first = useRef<HTMLTextAreaElement>(null)
  const [words, setWords] = useState('')
  const finish = () => {
    onSay(words.trim())
    onClose()
  }
  return (
    <FormDialog
      title={title}
      save={save}
      isReady={!isNeeded || words.trim() !== ''}
      initialFocus={first}
      onSave={finish}
      onClose={onClose}
    >
      <TextArea
        name={question}
        ref={first}
        rows={3}
        maxLength={2_000}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
    </FormDialog>
  )
}
