import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { tell } from '#agent/api.ts'
import { keyOf, useAsk } from '#agent/ask.ts'
import { m } from '#texts'
import type { DraftContent } from '../../contract-writing.ts'

type Saving = 'kept' | 'keeping' | 'failed' | undefined

/** The draft on the server: read once when writing begins, written a moment after each pause, and when the page is left. */
export function useDraft(id: number) {
  const client = useQueryClient()
  const params = { id }
  const key = keyOf('GET /api/conversations/{id}/draft', { params })
  const kept = useAsk(
    'GET /api/conversations/{id}/draft',
    { params },
    { staleTime: Number.POSITIVE_INFINITY },
  )
  const [saving, setSaving] = useState<Saving>()
  const waiting = useRef<DraftContent>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const flush = useCallback(async () => {
    clearTimeout(timer.current)
    const content = waiting.current
    if (!content) return
    waiting.current = undefined
    setSaving('keeping')
    try {
      const draft = await tell('PUT /api/conversations/{id}/draft', { params: { id }, body: content })
      client.setQueryData(key, { draft })
      setSaving('kept')
    } catch {
      waiting.current ??= content
      setSaving('failed')
      // Tried again until the desk is reached; the text stands in the editor meanwhile.
      timer.current = setTimeout(() => void flush(), 5_000)
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [client, id])
  useEffect(() => () => void flush(), [flush])
  return {
    draft: kept.data?.draft,
    isReady: !kept.isPending,
    words: { kept: m.agent_draft_kept(), keeping: '', failed: m.agent_draft_failed() }[saving ?? 'keeping'],
    keep(content: DraftContent) {
      waiting.current = content
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void flush(), 900)
    },
    /** What was sent is no draft any more. */
    forget() {
      clearTimeout(timer.current)
      waiting.current = undefined
      client.setQueryData(key, { draft: null })
    },
    async discard() {
      clearTimeout(timer.current)
      waiting.current = undefined
      client.setQueryData(key, { draft: null })
      await tell('DELETE /api/conversations/{id}/draft', { params: { id } }).catch(() => {})
    },
  }
}
