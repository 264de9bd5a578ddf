import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { tell } from '#agent/api.ts'
import { forget, useAsk, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Dialog } from '#agent/kit/dialog.tsx'
import { inputLook } from '#agent/kit/field.tsx'
import { agoOf } from '#agent/kit/time.ts'
import { say } from '#agent/kit/toast.tsx'
import { wordsOf } from '#agent/kit/words.ts'
import { aboutConversation } from '#agent/live.ts'
import { m } from '#texts'
import type { ConversationPage } from '../contract.ts'
import { customerName, statusName, subjectOf } from './words.ts'

/** Other conversations into this one; said before what moves, and taken back by one click after. */
export function MergeDialog({
  conversation,
  onClose,
}: {
  conversation: ConversationPage
  onClose: () => void
}) {
  const client = useQueryClient()
  const [picked, setPicked] = useState<number[]>([])
  const [query, setQuery] = useState('')
  const number = Number(query.normalize('NFKC').replace(/\D/g, ''))
  const same = useAsk('GET /api/conversations', {
    query: { customerId: conversation.customer.id, view: 'all', limit: 30 },
  }).data
  const named = useAsk(
    'GET /api/conversations/{id}',
    { params: { id: number } },
    { enabled: number > 0, retry: false },
  ).data
  const choices = [...(named ? [named] : []), ...(same?.items ?? [])].filter(
    (one, at, all) =>
      one.id !== conversation.id &&
      one.brandId === conversation.brandId &&
      all.findIndex((other) => other.id === one.id) === at,
  )
  const refresh = (ids: number[]) =>
    forget(client, [
      ...[conversation.id, ...ids].flatMap(aboutConversation),
      ['GET /api/conversations'],
      ['GET /api/views'],
    ])
  const undo = async (ids: number[]) => {
    try {
      for (const id of ids) await tell('POST /api/conversations/{id}/unmerge', { params: { id } })
    } catch (error) {
      say({ text: wordsOf(error), tone: 'shu' })
    }
    refresh(ids)
  }
  const merge = useTell('POST /api/conversations/{id}/merge', {
    onDone: () => {
      refresh(picked)
      onClose()
      say({
        text: m.agent_merged({ count: picked.length }),
        undo: { name: m.agent_undo(), run: () => void undo(picked) },
        seconds: 12,
      })
    },
  })
  return (
    <Dialog
      title={m.agent_merge_title()}
      isOpen
      onClose={onClose}
      width={560}
      footer={
        <Button
          look="primary"
          disabled={picked.length === 0}
          isBusy={merge.isPending}
          onClick={() => merge.mutate({ params: { id: conversation.id }, body: { conversationIds: picked } })}
        >
          {m.agent_merge_do({ number: conversation.id })}
        </Button>
      }
    >
      <p className="mb-3 text-ink2">{m.agent_merge_about({ subject: subjectOf(conversation.subject) })}</p>
      <input
        autoFocus
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        placeholder={m.agent_merge_number()}
        aria-label={m.agent_merge_number()}
        inputMode="numeric"
        className={inputLook}
      />
      <div className="mt-2 grid">
        {choices.length === 0 && (
          <p className="py-4 text-center text-small text-ink3">{m.agent_merge_none()}</p>
        )}
        {choices.map((one) => (
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
            <span className="truncate font-medium">
              {one.id} · {subjectOf(one.subject)}
            </span>
            <span className="text-[11px] text-ink3">{agoOf(one.lastMessageAt)}</span>
            <span className="truncate text-small text-ink3">
              {customerName(one.customer)} · {statusName(one.status)} ·{' '}
              {m.agent_messages_count({ count: one.messageCount })}
            </span>
          </label>
        ))}
      </div>
    </Dialog>
  )
}
