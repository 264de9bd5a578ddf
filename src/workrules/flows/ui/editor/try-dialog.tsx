import { useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Dialog } from '#agent/kit/dialog.tsx'
import { Select } from '#agent/kit/field.tsx'
import { m } from '#texts'
import { PlainSelect } from '../../../rules/ui/plain-select.tsx'
import type { FlowDraft } from './use-flow-draft.ts'

/** Walks through the draft with a conversation; nothing is done, and what others decide can be chosen. */
export function TryDialog({ draft, onClose }: { draft: FlowDraft; onClose: () => void }) {
  const query = { brandId: draft.flow.brandId, view: 'all' as const, limit: 30 }
  const conversations = useAsk('GET /api/conversations', { query }).data?.items ?? []
  const [picked, setPicked] = useState<number>()
  const [taking, setTaking] = useState<Record<string, string>>({})
  const walk = useTell('POST /api/flows/try-out')
  const conversationId = picked ?? conversations[0]?.id
  const ask = (next: Record<string, string>) => {
    setTaking(next)
    if (conversationId !== undefined)
      walk.mutate({ body: { conversationId, graph: draft.graph, taking: next } })
  }
  return (
    <Dialog title={m.flows_try()} isOpen onClose={onClose} width={620}>
      <p className="mb-3 text-list text-ink2">{m.flows_try_about()}</p>
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <Select
            name={m.flows_try_with()}
            value={String(conversationId ?? '')}
            choices={conversations.map((one) => ({
              value: String(one.id),
              name: `${one.id} · ${one.customer.name} · ${one.subject || one.preview}`.slice(0, 90),
            }))}
            onChange={({ target }) => setPicked(Number(target.value))}
          />
        </div>
        <Button
          look="primary"
          className="mb-[3px] h-8"
          isBusy={walk.isPending}
          disabled={conversationId === undefined}
          onClick={() => ask({})}
        >
          {m.flows_try_do()}
        </Button>
      </div>
      {walk.data && (
        <ol className="mt-4 grid gap-3 border-l-2 border-ai pl-3.5" aria-live="polite">
          {walk.data.items.map((one, at) => (
            <li key={`${one.step} ${at}`}>
              <p className="font-medium">{one.name}</p>
              <p className="line-clamp-3 text-small whitespace-pre-line text-ink2">{one.text}</p>
              {one.outcomes.length > 0 && (
                <span className="mt-1 flex items-center gap-2 text-small text-ink3">
                  {m.flows_try_then()}
                  {one.kind === 'branch' || one.outcomes.length === 1 ? (
                    one.outcomes.find(({ key }) => key === one.outcome)?.name
                  ) : (
                    <PlainSelect
                      name={m.flows_try_outcome({ name: one.name })}
                      value={taking[one.step] ?? one.outcome ?? ''}
                      choices={one.outcomes.map(({ key, name }) => ({ value: key, name }))}
                      onChange={(outcome) => ask({ ...taking, [one.step]: outcome })}
                    />
                  )}
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
      {walk.data?.isEndless && <p className="mt-3 text-shu">{m.flows_stopped_looped()}</p>}
    </Dialog>
  )
}
