import { useQueryClient } from '@tanstack/react-query'
import { forget, useAsk } from '#agent/ask.ts'
import { aboutConversation } from '#agent/live.ts'
import type { EscalationPage } from '../contract.ts'

/** The escalation of a conversation that is not over yet; the wait grows while one looks. */
export function useEscalation(conversationId: number): EscalationPage | undefined {
  const query = { conversationId, limit: 1 }
  const listed = useAsk('GET /api/escalations', { query }, { staleTime: 10_000 }).data
  const id = listed?.items[0]?.id
  return useAsk(
    'GET /api/escalations/{id}',
    { params: { id: id ?? 0 } },
    { enabled: id !== undefined, refetchInterval: 60_000 },
  ).data
}

/** What shows escalations, after one has changed. */
export function useForgetEscalations(conversationId: number): () => void {
  const client = useQueryClient()
  return () =>
    forget(client, [
      ['GET /api/escalations'],
      ['GET /api/escalations/{id}'],
      ['GET /api/promises'],
      ...aboutConversation(conversationId),
    ])
}
