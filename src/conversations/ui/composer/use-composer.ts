import { useCallback, useState } from 'react'
import type { ConversationPage } from '../../contract.ts'
import { holdKeys } from './held-keys.ts'

export type Mode = 'reply' | 'reply_all' | 'forward' | 'note'
export type Composer = ReturnType<typeof useComposer>

/** Whether somebody writes here, what kind of thing, and since which event. */
export function useComposer(id: number, conversation: ConversationPage | undefined) {
  const [mode, setMode] = useState<Mode>()
  const [forwarded, setForwarded] = useState<number>()
  const [seen, setSeen] = useState<number>()
  const [isWriting, setWriting] = useState(false)
  // Counted up to load the draft anew, when a message taken back has become one.
  const [round, setRound] = useState(0)
  const lastEventId = conversation?.lastEventId
  const [wish, setWish] = useState(0)
  // Writing may begin before the page has come; what comes after that is new all the same.
  if (mode !== undefined && seen === undefined && lastEventId !== undefined) setSeen(lastEventId)
  const open = useCallback((next: Mode, messageId?: number, how: { isQuiet?: boolean } = {}) => {
    setMode(next)
    if (!how.isQuiet) {
      holdKeys()
      setWish((count) => count + 1)
    }
    setForwarded(messageId)
  }, [])
  const close = useCallback(() => {
    setMode(undefined)
    setWish(0)
    setSeen(undefined)
    setWriting(false)
  }, [])
  return {
    id,
    mode,
    forwarded,
    /** The newest event that stood on the screen when the writing began, or was looked at since. */
    seen: seen ?? lastEventId ?? 0,
    isWriting,
    /** How often somebody wanted to type now; 0 when a draft that was there has opened it. */
    wish,
    round,
    open,
    close,
    look: setSeen,
    setWriting,
    takeBack: useCallback((as: Mode = 'reply') => {
      setRound((count) => count + 1)
      setWish((count) => count + 1)
      setMode(as)
      setSeen(undefined)
    }, []),
  }
}
