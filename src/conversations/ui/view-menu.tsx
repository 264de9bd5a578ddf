import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTell } from '#agent/ask.ts'
import { IconButton } from '#agent/kit/button.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { Menu, type MenuEntry } from '#agent/kit/menu.tsx'
import { say } from '#agent/kit/toast.tsx'
import { m } from '#texts'
import { useActions } from '#agent/actions.ts'
import type { Inbox } from './use-inbox.ts'
import type { Selection } from './use-selection.ts'

const ViewDialog = lazy(() => import('./view-dialog.tsx'))

/** What can be done with a view as a whole. */
export function ViewMenu({ view, inbox, selection }: { view: string; inbox: Inbox; selection: Selection }) {
  const [isEditing, setEditing] = useState<'new' | 'change'>()
  const navigate = useNavigate()
  const remove = useTell('DELETE /api/views/{id}', {
    stale: ['GET /api/views'],
    onDone: () => void navigate({ to: '/inbox/$view', params: { view: 'mine' } }),
  })
  const next = useTell('POST /api/conversations/next', {
    stale: ['GET /api/views', 'GET /api/conversations'],
    onDone: ({ conversation }) =>
      conversation
        ? void navigate({ to: '/inbox/$view/$id', params: { view: 'mine', id: String(conversation.id) } })
        : say({ text: m.agent_nothing_unassigned() }),
  })
  const takeNext = () => next.mutate({ body: {} })
  useActions([
    { id: 'take-next', name: m.agent_take_next(), keys: 'g t', group: m.agent_group_list(), run: takeNext },
    { id: 'new-view', name: m.agent_save_view(), group: m.agent_group_list(), run: () => setEditing('new') },
  ])
  const { saved } = inbox
  const entries: MenuEntry[] = [
    { name: m.agent_take_next(), keys: 'g t', run: takeNext },
    { name: m.agent_select_all(), keys: 'shift+x', run: selection.takeAll },
    'line',
    { name: m.agent_save_view(), run: () => setEditing('new') },
    ...(saved?.mayChange
      ? ([
          { name: m.agent_change_view(), run: () => setEditing('change') },
          {
            name: m.agent_delete_view(),
            isDangerous: true,
            run: () => remove.mutate({ params: { id: saved.id } }),
          },
        ] satisfies MenuEntry[])
      : []),
  ]
  return (
    <>
      <Menu
        trigger={
          <IconButton name={m.agent_view_menu()}>
            <Icon name="more" />
          </IconButton>
        }
        entries={entries}
      />
      <Suspense>
        {isEditing && (
          <ViewDialog
            key={view}
            saved={isEditing === 'change' ? saved : undefined}
            filter={inbox.filter}
            sort={inbox.sort}
            onClose={() => setEditing(undefined)}
          />
        )}
      </Suspense>
    </>
  )
}
