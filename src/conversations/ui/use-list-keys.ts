import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useActions } from '#agent/actions.ts'
import { ask } from '#agent/api.ts'
import { keyOf } from '#agent/ask.ts'
import { painted } from '#agent/painted.ts'
import { m } from '#texts'
import type { Inbox } from './use-inbox.ts'
import type { Selection } from './use-selection.ts'

type ListKeys = {
  inbox: Inbox
  current: number | undefined
  open: (id: number | undefined) => void
  selection: Selection
}

/** Moving through the list by keys. The neighbours of what is open are asked for ahead, so that the next one is there at once. */
export function useListKeys({ inbox, current, open, selection }: ListKeys): { next: number | undefined } {
  const client = useQueryClient()
  const ids = inbox.items.map((one) => one.id)
  const found = current === undefined ? -1 : ids.indexOf(current)
  // What is open may leave the view (resolved, assigned away); the place where it stood stays.
  const place = useRef(0)
  if (found >= 0) place.current = found
  const at = found >= 0 ? found : place.current
  const next = found >= 0 ? (ids[at + 1] ?? ids[at - 1]) : ids[at]
  const down = found >= 0 ? ids[at + 1] : ids[current === undefined ? 0 : at]
  const up = ids[at - 1]
  useEffect(() => {
    void painted().then(() => {
      if (down !== undefined) ahead(client, down)
      if (up !== undefined) ahead(client, up)
    })
  }, [client, down, up])
  const group = m.agent_group_list()
  useActions([
    {
      id: 'down',
      name: m.agent_next_conversation(),
      keys: 'j, arrowdown',
      group,
      isHidden: true,
      run: () => down !== undefined && open(down),
    },
    {
      id: 'up',
      name: m.agent_previous_conversation(),
      keys: 'k, arrowup',
      group,
      isHidden: true,
      run: () => up !== undefined && open(up),
    },
    {
      id: 'select',
      name: m.agent_select(),
      keys: 'x',
      group,
      isHidden: true,
      run: () => current !== undefined && selection.toggle(current),
    },
    { id: 'select-all', name: m.agent_select_all(), keys: 'shift+x', group, run: selection.takeAll },
    {
      id: 'leave',
      name: m.agent_back_to_list(),
      keys: 'escape, u',
      group,
      isHidden: true,
      run: () => (selection.isEmpty ? open(undefined) : selection.clear()),
    },
  ])
  return { next: next === current ? undefined : next }
}

/** Asks for a conversation before it is opened. */
export function ahead(client: ReturnType<typeof useQueryClient>, id: number): void {
  const params = { id }
  const staleTime = 15_000
  void client.prefetchQuery({
    queryKey: keyOf('GET /api/conversations/{id}', { params }),
    queryFn: () => ask('GET /api/conversations/{id}', { params }),
    staleTime,
  })
  void client.prefetchInfiniteQuery({
    queryKey: ['GET /api/conversations/{id}/messages', { params }, 'pages'],
    queryFn: () => ask('GET /api/conversations/{id}/messages', { params, query: { limit: 100 } }),
    initialPageParam: undefined,
    staleTime,
  })
}
