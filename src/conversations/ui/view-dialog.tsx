import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Dialog } from '#agent/kit/dialog.tsx'
import { Check, Select, TextField } from '#agent/kit/field.tsx'
import { deskViews, viewName } from '#agent/shell/views.ts'
import { m } from '#texts'
import type { ConversationFilter, Sort } from '../contract.ts'
import type { SavedView } from '../views/contract.ts'
import { wayOf } from './reasons.ts'
import {
  channelName,
  choosableStatuses,
  languageName,
  priorities,
  priorityName,
  statusName,
} from './words.ts'

type DialogProps = {
  saved: SavedView | undefined
  filter: ConversationFilter
  sort: Sort
  onClose: () => void
}
type Key = keyof ConversationFilter

/** A view as a sentence of conditions: all of them must hold. */
export default function ViewDialog({ saved, filter: given, sort, onClose }: DialogProps) {
  const navigate = useNavigate()
  const [name, setName] = useState(saved?.name ?? '')
  const [isShared, setShared] = useState(saved?.isShared ?? false)
  const [filter, setFilter] = useState<Record<string, string>>(asStrings(given))
  const conditions = useConditions()
  const done = (view: { id: number }) => {
    onClose()
    void navigate({ to: '/inbox/$view', params: { view: String(view.id) } })
  }
  const stale = ['GET /api/views', 'GET /api/conversations'] as const
  const save = useTell('POST /api/views', { stale, onDone: done })
  const change = useTell('PATCH /api/views/{id}', { stale, onDone: done })
  const submit = () => {
    const body = { name: name.trim(), isShared, filter: { ...asFilter(filter), sort } }
    if (saved) change.mutate({ params: { id: saved.id }, body })
    else save.mutate({ body })
  }
  return (
    <Dialog
      title={saved ? m.agent_change_view() : m.agent_save_view()}
      isOpen
      onClose={onClose}
      width={560}
      footer={
        <Button look="primary" type="submit" form="view" isBusy={save.isPending || change.isPending}>
          {m.agent_save()}
        </Button>
      }
    >
      <form
        id="view"
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <TextField
          name={m.agent_view_name()}
          autoFocus
          value={name}
          required
          onChange={(event) => setName(event.target.value)}
        />
        <div className="grid grid-cols-2 gap-x-4 gap-y-2 max-phone:grid-cols-1">
          {conditions.map((condition) => (
            <Select
              key={condition.key}
              name={condition.name}
              value={filter[condition.key] ?? ''}
              choices={[{ value: '', name: m.agent_any() }, ...condition.choices]}
              onChange={(event) => setFilter({ ...filter, [condition.key]: event.target.value })}
            />
          ))}
        </div>
        <Check
          name={m.agent_view_shared()}
          hint={m.agent_view_shared_hint()}
          checked={isShared}
          onChange={(event) => setShared(event.target.checked)}
        />
      </form>
    </Dialog>
  )
}

function useConditions(): { key: Key; name: string; choices: { value: string; name: string }[] }[] {
  const colleagues =
    useAsk('GET /api/colleagues', { query: { limit: 200 } }, { staleTime: 300_000 }).data?.items ?? []
  const teams = useAsk('GET /api/teams', { query: {} }, { staleTime: 300_000 }).data?.items ?? []
  const tags = useAsk('GET /api/tags', { query: { limit: 200 } }, { staleTime: 30_000 }).data?.items ?? []
  const reasons = useAsk('GET /api/contact-reasons', { query: {} }, { staleTime: 300_000 }).data?.items ?? []
  const brands = useAsk('GET /api/me', {}, { staleTime: 60_000 }).data?.brands ?? []
  return [
    {
      key: 'view',
      name: m.agent_from_view(),
      choices: deskViews.map(({ view }) => ({ value: view, name: viewName(view) })),
    },
    {
      key: 'status',
      name: m.agent_status(),
      choices: choosableStatuses.map((one) => ({ value: one, name: statusName(one) })),
    },
    {
      key: 'assignee',
      name: m.agent_assign(),
      choices: [
        { value: 'me', name: m.agent_you() },
        { value: 'none', name: m.agent_unassigned() },
        ...colleagues.map((one) => ({ value: String(one.id), name: one.name })),
      ],
    },
    {
      key: 'teamId',
      name: m.agent_team(),
      choices: teams.map((one) => ({ value: String(one.id), name: one.name })),
    },
    {
      key: 'tag',
      name: m.agent_tags(),
      choices: [...new Set(tags.map((one) => one.name))].map((name) => ({ value: name, name })),
    },
    {
      key: 'channel',
      name: m.agent_channel(),
      choices: (['email', 'chat', 'form', 'api'] as const).map((one) => ({
        value: one,
        name: channelName(one),
      })),
    },
    {
      key: 'language',
      name: m.agent_change_language(),
      choices: ['ja', 'en'].map((one) => ({ value: one, name: languageName(one) })),
    },
    {
      key: 'priority',
      name: m.agent_priority(),
      choices: priorities.map((one) => ({ value: one, name: priorityName(one) })),
    },
    {
      key: 'reasonId',
      name: m.agent_reason(),
      choices: reasons.map((one) => ({ value: String(one.id), name: wayOf(reasons, one) })),
    },
    ...(brands.length > 1
      ? [
          {
            key: 'brandId' as const,
            name: m.agent_brand(),
            choices: brands.map((one) => ({ value: String(one.id), name: one.name })),
          },
        ]
      : []),
  ]
}

function asStrings(filter: ConversationFilter): Record<string, string> {
  return Object.fromEntries(Object.entries(filter).map(([key, value]) => [key, String(value)]))
}

/** The desk checks what it is given; here only numbers become numbers again. */
function asFilter(strings: Record<string, string>): ConversationFilter {
  const entries = Object.entries(strings)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => [
      key,
      key.endsWith('Id') || (key === 'assignee' && /^\d+$/.test(value)) ? Number(value) : value,
    ])
  return Object.fromEntries(entries)
}
