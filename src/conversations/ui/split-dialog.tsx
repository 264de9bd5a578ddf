import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Dialog } from '#agent/kit/dialog.tsx'
import { TextField } from '#agent/kit/field.tsx'
import { whenOf } from '#agent/kit/time.ts'
import { say } from '#agent/kit/toast.tsx'
import { aboutConversation } from '#agent/live.ts'
import { m } from '#texts'
import type { ConversationPage, Message } from '../contract.ts'

/** Messages about something else go into a conversation of their own. */
export function SplitDialog({
  conversation,
  messages,
  onClose,
}: {
  conversation: ConversationPage
  messages: Message[]
  onClose: () => void
}) {
  const newest = messages.findLast((one) => one.direction === 'in')
  const [picked, setPicked] = useState<number[]>(newest ? [newest.id] : [])
  const [subject, setSubject] = useState('')
  const navigate = useNavigate()
  const split = useTell('POST /api/conversations/{id}/split', {
    stale: [...aboutConversation(conversation.id), ['GET /api/conversations'], ['GET /api/views']],
    onDone: (page) => {
      onClose()
      say({ text: m.agent_split_done({ number: page.id }) })
      void navigate({ to: '/inbox/$view/$id', params: { view: 'all', id: String(page.id) } })
    },
  })
  return (
    <Dialog
      title={m.agent_split_title()}
      isOpen
      onClose={onClose}
      width={560}
      footer={
        <Button
          look="primary"
          disabled={picked.length === 0 || picked.length === messages.length}
          isBusy={split.isPending}
          onClick={() =>
            split.mutate({
              params: { id: conversation.id },
              body: { messageIds: picked, ...(subject.trim() ? { subject: subject.trim() } : {}) },
            })
          }
        >
          {m.agent_split_do({ count: picked.length })}
        </Button>
      }
    >
      <TextField
        name={m.agent_split_subject()}
        autoFocus
        value={subject}
        placeholder={conversation.subject}
        onChange={(event) => setSubject(event.target.value)}
      />
      <div className="mt-3 grid">
        {messages.map((one) => (
          <label
            key={one.id}
            className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-3 border-b border-line py-2"
          >
            <input
              type="checkbox"
              className="row-span-2 mt-1 size-3.5 accent-(--ai)"
              checked={picked.includes(one.id)}
              onChange={(event) =>
                setPicked(event.target.checked ? [...picked, one.id] : picked.filter((id) => id !== one.id))
              }
            />
            <span className="truncate font-medium">{one.author.name}</span>
            <span className="text-[11px] text-ink3">{whenOf(one.createdAt)}</span>
            <span className="line-clamp-2 text-small text-ink3">{one.text}</span>
          </label>
        ))}
      </div>
    </Dialog>
  )
}
