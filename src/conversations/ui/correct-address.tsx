import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { tell } from '#agent/api.ts'
import { forget, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Dialog } from '#agent/kit/dialog.tsx'
import { TextField } from '#agent/kit/field.tsx'
import { wordsOf } from '#agent/kit/words.ts'
import { aboutConversation } from '#agent/live.ts'
import { m } from '#texts'
import type { Message } from '../contract.ts'
import { parseAddress } from './composer/parse-address.ts'

/** The right address for a message that came back: it leaves again, and the customer is reached there from now on. */
export default function CorrectAddress({
  message,
  customerId,
  onClose,
}: {
  message: Message
  customerId: number | undefined
  onClose: () => void
}) {
  const client = useQueryClient()
  const [first] = message.to
  const [typed, setTyped] = useState(first?.address ?? '')
  const [hasTried, setTried] = useState(false)
  const found = parseAddress(typed)
  const retry = useTell('POST /api/messages/{id}/retry', {
    stale: [...aboutConversation(message.conversationId), ['GET /api/conversations']],
    onRefused: () => true,
    onDone: (_, { body }) => {
      onClose()
      const value = body?.to?.[0]?.address
      if (customerId === undefined || !value || value === first?.address) return
      // Another customer may have it already; then it stays theirs, and the answer has left all the same.
      tell('POST /api/customers/{id}/identities', {
        params: { id: customerId },
        body: { kind: 'email', value },
      }).then(
        () => forget(client, ['GET /api/customers/{id}']),
        () => {},
      )
    },
  })
  const send = () => {
    setTried(true)
    if (!found) return
    const name = found.name || (first?.name ?? '')
    const to = [{ ...found, name }, ...message.to.slice(1)]
    retry.mutate({ params: { id: message.id }, body: { to } })
  }
  return (
    <Dialog
      title={m.conversations_correct_title()}
      isOpen
      onClose={onClose}
      footer={
        <Button look="primary" isBusy={retry.isPending} onClick={send}>
          {m.agent_send_again()}
        </Button>
      }
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <TextField
          name={m.agent_to()}
          inputMode="email"
          autoComplete="off"
          autoFocus
          value={typed}
          hint={m.conversations_correct_hint()}
          error={
            retry.error
              ? wordsOf(retry.error)
              : hasTried && !found
                ? m.conversations_needs_recipient()
                : undefined
          }
          onChange={(event) => setTyped(event.target.value)}
        />
      </form>
    </Dialog>
  )
}
