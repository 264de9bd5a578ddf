import { useAsk } from '#agent/ask.ts'
import { m } from '#texts'

/** Whom of the desk a question may go to: teams first, then colleagues. */
export function useWhom(brandId: number): { value: string; name: string }[] {
  const query = { brandId, limit: 200 }
  const teams = useAsk('GET /api/teams', { query: {} }, { staleTime: 300_000 }).data?.items ?? []
  const people = useAsk('GET /api/colleagues', { query }, { staleTime: 300_000 }).data?.items ?? []
  return [
    ...teams.map((one) => ({ value: `team:${one.id}`, name: m.tasks_whom_team({ name: one.name }) })),
    ...people.map((one) => ({ value: `staff:${one.id}`, name: one.name })),
  ]
}
