import { useState } from 'react'
import { useAsk } from '#agent/ask.ts'

/** Whom a note calls: chosen from a list or remembered by a draft, as far as their names still stand in the text. */
export function useMentions(brandId: number, isNote: boolean) {
  const [ids, setIds] = useState<number[]>([])
  const colleagues = useAsk(
    'GET /api/colleagues',
    { query: { brandId, limit: 200 } },
    { staleTime: 300_000, enabled: isNote },
  ).data?.items
  return {
    ids,
    add: (id: number) => setIds((all) => [...new Set([...all, id])]),
    restore: setIds,
    calledIn(text: string): number[] {
      if (!colleagues) return ids
      return colleagues
        .filter((one) => ids.includes(one.id) && text.includes(`@${one.name}`))
        .map((one) => one.id)
    },
  }
}
