import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Reply, tell } from '#agent/api.ts'
import { keyOf, useAsk } from '#agent/ask.ts'
import { m } from '#texts'
import type { DraftContent } from '../../contract-writing.ts'

type Saving = 'kept' | 'keeping' | 'failed' | undefined
type Kept = Reply<'GET /api/conversations/{id}/draft'>

/**
 * The draft on the server, of an answer or of a note: read once when writing begins, written
 * a moment after each pause, and when the page is left.
 */
export function useDraft(id: number, kind: 'answer' | 'note') {
  const client = useQueryClient()
  const params = { id }
  const slot = kind === 'note' ? 'note' : 'draft'
  const kept = useAsk(
    'GET /api/conversations/{id}/draft',
    { params },
    { staleTime: Number.POSITIVE_INFINITY },
  )
  const show = useCallback(
    (draft: Kept['draft']) =>
      client.setQueryData<Kept>(keyOf('GET /api/conversations/{id}/draft', { params: { id } }), (all) => ({
        draft: null,
        note: null,
        ...all,
        [slot]: draft,
      })),
    [client, id, slot],
  )
  const [saving, setSaving] = useState<Saving>()
  const waiting = useRef<DraftContent>(undefined)
  const underWay = useRef<Promise<unknown>>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const flush = useCallback(async () => {
    clearTimeout(timer.current)
    const content = waiting.current
    if (!content) return
    waiting.current = undefined
    setSaving('keeping')
    // Who comes back at once finds what was typed, not what the desk had before.
    show({ ...content, conversationId: id, updatedAt: new Date().toISOString() })
    const put = tell('PUT /api/conversations/{id}/draft', { params: { id }, body: content })
    underWay.current = put
    try {
      await put
      setSaving('kept')
    } catch {
      waiting.current ??= content
      setSaving('failed')
      // Tried again until the desk is reached; the text stands in the editor meanwhile.
      timer.current = setTimeout(() => void flush(), 5_000)
    }
    // It names itself for the next try.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [id, show])
  useEffect(() => () => void flush(), [flush])
  const stop = () => {
    clearTimeout(timer.current)
    waiting.current = undefined
  }
  return {
    draft: kept.data?.[slot],
    isReady: !kept.isPending,
    words: { kept: m.agent_draft_kept(), keeping: '', failed: m.agent_draft_failed() }[saving ?? 'keeping'],
    keep(content: DraftContent) {
      waiting.current = content
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void flush(), 900)
    },
    /** Before sending: a draft that is on its way must not arrive after the message that it has become. */
    async settle() {
      clearTimeout(timer.current)
      await underWay.current?.catch(() => {})
    },
    /** What was sent is no draft any more. */
    forget() {
      stop()
      show(null)
    },
    async discard() {
      stop()
      show(null)
      await underWay.current?.catch(() => {})
      await tell('DELETE /api/conversations/{id}/draft', { params: { id }, query: { kind } }).catch(() => {})
    },
  }
}
