import { useQueryClient } from '@tanstack/react-query'
import { type Reply, tell } from '#agent/api.ts'
import { keyOf, useAsk } from '#agent/ask.ts'
import type { FirstMail } from '../../contract-first-mail.ts'
import { useKeeping } from '../composer/use-keeping.ts'

type Kept = Reply<'GET /api/first-mail-draft'>
export type FirstMailDraft = NonNullable<Kept['draft']>

/** The first mail that was begun before, if any. */
export function useBegunMail() {
  const kept = useAsk('GET /api/first-mail-draft', {}, { staleTime: Number.POSITIVE_INFINITY })
  return { isReady: !kept.isPending, draft: kept.data?.draft ?? undefined }
}

/** Keeps the first mail that is being written. */
export function useKeepFirstMail() {
  const client = useQueryClient()
  const show = (draft: Kept['draft']) =>
    client.setQueryData<Kept>(keyOf('GET /api/first-mail-draft', {}), { draft })
  const { words, keep, stop, settle } = useKeeping<FirstMail & { brandId: number }>({
    put: (body) => tell('PUT /api/first-mail-draft', { body }),
    show: (content) => show({ ...content, updatedAt: new Date().toISOString() }),
  })
  return {
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
      await tell('DELETE /api/first-mail-draft', {}).catch(() => {})
    },
  }
}
