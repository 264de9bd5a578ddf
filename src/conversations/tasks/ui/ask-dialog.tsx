import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useRef, useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Dialog } from '#agent/kit/dialog.tsx'
import { Check, Select, TextArea, TextField } from '#agent/kit/field.tsx'
import { weekdayClockOf } from '#agent/kit/time.ts'
import { say } from '#agent/kit/toast.tsx'
import { wordsOf } from '#agent/kit/words.ts'
import { m } from '#texts'
import type { ConversationPage, Message } from '../../contract.ts'
import { UploadList } from '../../ui/composer/upload-list.tsx'
import { useUploads } from '../../ui/composer/use-uploads.ts'
import { statusName } from '../../ui/words.ts'
import { forgetTasks } from './forget-tasks.ts'
import { PassOn, quoteOf } from './pass-on.tsx'
import { useWhom } from './whom.ts'
import { timeName } from './words.ts'

/** Asks a team, a colleague or an outside expert. What goes along is seen here, and nothing else does. */
export default function AskDialog({
  conversation,
  messages,
  onClose,
}: {
  conversation: ConversationPage
  messages: readonly Message[]
  onClose: () => void
}) {
  const id = useId()
  const first = useRef<HTMLSelectElement>(null)
  const client = useQueryClient()
  const uploads = useUploads({ conversationId: conversation.id })
  const [to, setTo] = useState('')
  const [text, setText] = useState('')
  const [isHeld, setHeld] = useState(false)
  const [due, setDue] = useState<string>()
  const [passed, setPassed] = useState<number[]>([])
  const inside = useWhom(conversation.brandId)
  const choices = [...inside, { value: 'expert', name: m.tasks_whom_expert() }]
  const chosen = to || choices[0]?.value || 'expert'
  const teamId = /^team:(\d+)$/.exec(chosen)?.[1]
  const times = useAsk('GET /api/conversations/{id}/task-times', {
    params: { id: conversation.id },
    query: teamId ? { teamId: Number(teamId) } : {},
  }).data
  const usual = times?.items.find(({ key }) => key === 'next_day') ?? times?.items[0]
  const dueAt = due ?? usual?.dueAt ?? ''
  const ask = useTell('POST /api/conversations/{id}/tasks', {
    onDone: (task) => {
      forgetTasks(client, task)
      say({ text: m.tasks_asked_toast() })
      onClose()
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const said = new FormData(event.currentTarget)
    const field = (name: string) => String(said.get(name) ?? '').trim()
    ask.mutate({
      params: { id: conversation.id },
      body: {
        to: whomOf(chosen, { address: field('address'), name: field('name') }),
        title: field('title'),
        text,
        ...(dueAt ? { dueAt } : {}),
        attachmentIds: [...passed, ...uploads.ids],
        ...(isHeld ? { holdAs: 'pending_client' as const } : {}),
      },
    })
  }
  const quote = quoteOf(messages)
  return (
    <Dialog
      title={m.tasks_ask()}
      isOpen
      onClose={onClose}
      width={620}
      initialFocus={first}
      footer={
        <>
          <Button onClick={onClose}>{m.tasks_leave()}</Button>
          <Button look="primary" type="submit" form={id} isBusy={ask.isPending} disabled={uploads.isBusy}>
            {chosen === 'expert' ? m.tasks_send_mail() : m.tasks_send_question()}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="grid gap-3">
        <div className="grid grid-cols-2 gap-3 max-phone:grid-cols-1">
          <Select
            name={m.tasks_whom()}
            ref={first}
            value={chosen}
            onChange={(event) => setTo(event.target.value)}
            choices={choices}
          />
          <Select
            name={m.tasks_by_when()}
            value={dueAt}
            onChange={(event) => setDue(event.target.value)}
            choices={[
              ...(times?.items ?? []).map((one) => ({
                value: one.dueAt,
                name: `${timeName(one.key)} · ${weekdayClockOf(one.dueAt)}`,
              })),
              { value: '', name: m.tasks_no_due() },
            ]}
          />
        </div>
        {chosen === 'expert' && (
          <div className="grid grid-cols-2 gap-3 max-phone:grid-cols-1">
            <TextField
              name={m.tasks_expert_address()}
              field="address"
              type="email"
              required
              maxLength={254}
            />
            <TextField name={m.tasks_expert_name()} field="name" maxLength={200} />
          </div>
        )}
        <TextField name={m.tasks_about()} field="title" required maxLength={300} />
        <TextArea
          name={m.tasks_question()}
          hint={m.tasks_question_hint()}
          rows={6}
          required
          maxLength={50_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {quote && !text.includes(quote) && (
          <div>
            <Button onClick={() => setText((now) => `${now.trimEnd()}\n\n${quote}\n`.trimStart())}>
              {m.tasks_quote_customer()}
            </Button>
          </div>
        )}
        <PassOn messages={messages} passed={passed} onChange={setPassed} uploads={uploads} />
        <UploadList uploads={uploads} />
        <Check
          name={m.tasks_hold({ status: statusName('pending_client') })}
          hint={m.tasks_hold_hint()}
          checked={isHeld}
          onChange={(event) => setHeld(event.target.checked)}
        />
        {ask.error && (
          <p role="alert" className="text-small text-shu">
            {wordsOf(ask.error)}
          </p>
        )}
      </form>
    </Dialog>
  )
}

function whomOf(chosen: string, expert: { address: string; name: string }) {
  const [kind, id] = chosen.split(':')
  if (kind === 'team') return { teamId: Number(id) }
  return kind === 'staff' ? { staffId: Number(id) } : { expert }
}
