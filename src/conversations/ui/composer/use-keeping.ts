import { useCallback, useEffect, useRef, useState } from 'react'
import { m } from '#texts'

type Saving = 'kept' | 'keeping' | 'failed' | undefined

/** Keeps on the desk what is typed: a moment after each pause, when the page is left, and again until the desk is reached. */
export function useKeeping<Content>(to: {
  put: (content: Content) => Promise<unknown>
  /** Who comes back at once finds what was typed, not what the desk had before. */
  show: (content: Content) => void
}) {
  const latest = useRef(to)
  latest.current = to
  const [saving, setSaving] = useState<Saving>()
  const waiting = useRef<Content>(undefined)
  const underWay = useRef<Promise<unknown>>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const flush = useCallback(async () => {
    clearTimeout(timer.current)
    const content = waiting.current
    if (content === undefined) return
    waiting.current = undefined
    setSaving('keeping')
    latest.current.show(content)
    const put = latest.current.put(content)
    underWay.current = put
    try {
      await put
      setSaving('kept')
    } catch {
      waiting.current ??= content
      setSaving('failed')
      // The text stands in the editor meanwhile.
      timer.current = setTimeout(() => void flush(), 5_000)
    }
    // It names itself for the next try.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  useEffect(() => () => void flush(), [flush])
  return {
    words: { kept: m.agent_draft_kept(), keeping: '', failed: m.agent_draft_failed() }[saving ?? 'keeping'],
    keep(content: Content) {
      waiting.current = content
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void flush(), 900)
    },
    /** Nothing more is kept of what was typed so far. */
    stop() {
      clearTimeout(timer.current)
      waiting.current = undefined
    },
    /** Ends when nothing is on its way any more, so that a draft does not arrive after what it has become. */
    async settle() {
      clearTimeout(timer.current)
      await underWay.current?.catch(() => {})
    },
  }
}
