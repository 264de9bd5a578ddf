import { useQueryClient } from '@tanstack/react-query'
import { forget } from '#agent/ask.ts'
import { aboutConversation } from '#agent/live.ts'

/** What shows runs, after one has gone on. */
export function useForgetRuns(conversationId: number): () => void {
  const client = useQueryClient()
  return () =>
    forget(client, [
      ['GET /api/conversations/{id}/flow-runs', { params: { id: conversationId } }],
      'GET /api/flow-runs',
      ...aboutConversation(conversationId),
    ])
}
