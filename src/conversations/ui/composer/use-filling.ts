import { useAsk } from '#agent/ask.ts'
import type { Filling } from '../../templates/placeholder-contract.ts'

/** What templates are filled with here: asked for when somebody wants one. */
export function useFilling(conversationId: number): Filling | undefined {
  const asked = useAsk(
    'GET /api/conversations/{id}/template-values',
    { params: { id: conversationId } },
    { staleTime: 15_000 },
  )
  return asked.data
}

/** The same for a first mail; whom it goes to may not be known yet. */
export function useFirstFilling(brandId: number, customerName: string | undefined): Filling | undefined {
  const query = { brandId, ...(customerName === undefined ? {} : { customerName }) }
  return useAsk('GET /api/template-values', { query }, { staleTime: 60_000 }).data
}
