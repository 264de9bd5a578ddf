import { useQueryClient } from '@tanstack/react-query'
import { type Reply, tell } from '#agent/api.ts'
import { keyOf, useAsk } from '#agent/ask.ts'
import type { DraftContent } from '../../contract-writing.ts'
import { useKeeping } from './use-keeping.ts'

type Kept = Reply<'GET /api/conversations/{id}/draft'>

/** The draft of an answer or of a note on the server: read once when writing begins, kept while it goes on. */
export function useDraft(id: number, kind: 'answer' | 'note') {
  const client = useQueryClient()
  const params = { id }
  const slot = kind === 'note' ? 'note' : 'draft'
  const kept = useAsk(
    'GET /api/conversations/{id}/draft',
    { params },
    { staleTime: Number.POSITIVE_INFINITY },
  )
  const show = (draft: Kept['draft']) =>
    client.setQueryData<Kept>(keyOf('GET /api/conversations/{id}/draft', { params }), (all) => ({
      draft: null,
      note: null,
      ...all,
      [slot]: draft,
    }))
  const { words, keep, stop, settle } = useKeeping<DraftContent>({
    put: (body) => tell('PUT /api/conversations/{id}/draft', { params, body }),
    show: (content) => show({ ...content, conversationId: id, updatedAt: new Date().toISOString() }),
  })
  return {
    draft: kept.data?.[slot],
    isReady: !kept.isPending,
    words,
    keep,
    settle,
    /** What was sent is no draft any more. */
    forget() {
      stop()
      show(null)
    },
    async discard() {
      stop()
      show(null)
      await settle()
      await tell('DELETE /api/conversations/{id}/draft', { params, query: { kind } }).catch(() => {})
    },
  }
}
