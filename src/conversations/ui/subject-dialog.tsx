import { useState } from 'react'
import { Button } from '#agent/kit/button.tsx'
import { Dialog } from '#agent/kit/dialog.tsx'
import { TextField } from '#agent/kit/field.tsx'
import { m } from '#texts'
import type { ConversationPage } from '../contract.ts'
import type { Changes } from './use-changes.ts'

export function SubjectDialog({
  conversation,
  changes,
  onClose,
}: {
  conversation: ConversationPage
  changes: Changes
  onClose: () => void
}) {
  const [subject, setSubject] = useState(conversation.subject)
  return (
    <Dialog
      title={m.agent_change_subject()}
      isOpen
      onClose={onClose}
      footer={
        <Button look="primary" type="submit" form="subject">
          {m.agent_save()}
        </Button>
      }
    >
      <form
        id="subject"
        onSubmit={(event) => {
          event.preventDefault()
          void changes.subject(subject.trim())
          onClose()
        }}
      >
        <TextField
          name={m.agent_subject()}
          value={subject}
          onChange={(event) => setSubject(event.target.value)}
        />
      </form>
    </Dialog>
  )
}
