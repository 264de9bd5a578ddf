import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Dialog } from '#agent/kit/dialog.tsx'
import { Select, TextField } from '#agent/kit/field.tsx'
import { Skeleton } from '#agent/kit/states.tsx'
import { wordsOf } from '#agent/kit/words.ts'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import type { EditorHandle } from './composer/editor.tsx'

const WritingField = lazy(async () => ({ default: (await import('./composer/editor.tsx')).WritingField }))

/** Writing to somebody first, by mail. */
export default function NewConversation({ onClose }: { onClose: () => void }) {
  const me = useMe()
  const navigate = useNavigate()
  const editor = useRef<EditorHandle>(null)
  const [brandId, setBrandId] = useState<number>()
  const [to, setTo] = useState('')
  const [subject, setSubject] = useState('')
  const [isEmpty, setEmpty] = useState(true)
  const start = useTell('POST /api/conversations', {
    stale: ['GET /api/conversations', 'GET /api/views'],
    onRefused: () => true,
    onDone: (page) => {
      onClose()
      void navigate({ to: '/inbox/$view/$id', params: { view: 'all', id: String(page.id) } })
    },
  })
  const brand = me?.brands.find((one) => one.id === brandId) ?? me?.brands[0]
  const problem = start.error
  const send = () => {
    if (!brand || isEmpty || to.trim() === '' || subject.trim() === '') return
    const address = /<([^>]+)>/.exec(to)?.[1] ?? to.trim()
    const name = /^([^<]+)</.exec(to)?.[1]?.trim() ?? ''
    start.mutate({
      body: {
        brandId: brand.id,
        to: { name, address },
        subject: subject.trim(),
        html: editor.current?.html() ?? '',
      },
    })
  }
  return (
    <Dialog
      title={m.agent_new_conversation()}
      isOpen
      onClose={onClose}
      width={640}
      footer={
        <Button look="primary" keys="mod+enter" isBusy={start.isPending} disabled={isEmpty} onClick={send}>
          {m.agent_send()}
        </Button>
      }
    >
      <div className="grid gap-3">
        {problem && (
          <p role="alert" className="rounded-[7px] bg-shu-soft px-3 py-2 text-shu">
            {wordsOf(problem)}
          </p>
        )}
        {me && me.brands.length > 1 && (
          <Select
            name={m.agent_brand()}
            value={String(brand?.id ?? '')}
            choices={me.brands.map((one) => ({ value: String(one.id), name: one.name }))}
            onChange={(event) => setBrandId(Number(event.target.value))}
          />
        )}
        <TextField
          name={m.agent_to()}
          type="text"
          inputMode="email"
          autoFocus
          required
          value={to}
          onChange={(event) => setTo(event.target.value)}
        />
        <TextField
          name={m.agent_subject()}
          required
          value={subject}
          onChange={(event) => setSubject(event.target.value)}
        />
        <div className="rounded-[7px] border border-line">
          <Suspense fallback={<Skeleton className="m-3 h-24" />}>
            <WritingField
              ref={editor}
              isQuiet
              name={m.agent_message_content()}
              placeholder=""
              signs={[]}
              onSign={() => {}}
              onFiles={() => {}}
              onSend={send}
              onChange={() => setEmpty(editor.current?.isEmpty() ?? true)}
            />
          </Suspense>
        </div>
      </div>
    </Dialog>
  )
}
