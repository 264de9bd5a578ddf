import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { m } from '#texts'
import { useAllActions } from '../actions.ts'
import { useAsk } from '../ask.ts'
import { Palette, type PaletteItem } from '../kit/palette.tsx'

/** Everything that can be done here, and a jump to any conversation by number or words. */
export default function CommandBar({ onClose }: { onClose: () => void }) {
  const actions = useAllActions().filter((action) => !action.isHidden && !action.isOff)
  const [query, setQuery] = useState('')
  const navigate = useNavigate()
  const items = useMemo(() => {
    const seen = new Set<string>()
    const doable = actions
      .filter((action) => !seen.has(action.id) && seen.add(action.id))
      .map((action) => ({
        id: action.id,
        name: action.name,
        keys: firstKey(action.keys),
        group: action.group,
      }))
    return [...grouped(doable), ...jumps(query)]
  }, [actions, query])
  const recent = useConversationJumps(query)
  const pick = (item: PaletteItem) => {
    if (item.id.startsWith('open-'))
      void navigate({ to: '/inbox/$view/$id', params: { view: 'all', id: item.id.slice(5) } })
    else if (item.id === 'search') void navigate({ to: '/search', search: { q: query.trim() } })
    else actions.find((action) => action.id === item.id)?.run()
  }
  return (
    <Palette
      title={m.agent_command_hint()}
      isOpen
      onClose={onClose}
      items={[...items, ...recent]}
      onQuery={setQuery}
      onPick={pick}
    />
  )
}

const firstKey = (keys: string | undefined) => keys?.split(/, ?/)[0]

function grouped(items: PaletteItem[]): PaletteItem[] {
  const groups = [...new Set(items.map((item) => item.group))]
  return groups.flatMap((group) => items.filter((item) => item.group === group))
}

function jumps(query: string): PaletteItem[] {
  const wish = query.trim()
  if (wish === '') return []
  const number = /^[#＃]?([0-9０-９]{1,15})$/.exec(wish)?.[1]?.normalize('NFKC')
  return [
    ...(number
      ? [
          {
            id: `open-${number}`,
            name: m.agent_open_number({ number }),
            words: wish,
            group: m.agent_group_conversations(),
          },
        ]
      : []),
    {
      id: 'search',
      name: m.agent_search_for({ words: wish }),
      words: wish,
      keys: '/',
      group: m.agent_group_conversations(),
    },
  ]
}

function useConversationJumps(query: string): PaletteItem[] {
  const found = useAsk(
    'GET /api/conversations',
    { query: { view: 'all', limit: 30 } },
    { staleTime: 30_000 },
  ).data
  if (query.trim() === '') return []
  return (found?.items ?? []).map((one) => ({
    id: `open-${one.id}`,
    name: one.customer.name,
    hint: one.subject,
    words: String(one.id),
    group: m.agent_group_conversations(),
  }))
}
