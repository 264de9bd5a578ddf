import { useEffect, useRef, useState } from 'react'
import { tell } from '#agent/api.ts'
import type { PromisesOfReply, PromiseWish } from '../wish.ts'

export type Found = { sentence: string; means: 'reply' | 'call' | 'other'; dueAt: string | null }
export type Promising = ReturnType<typeof usePromising>

const pause = 1_200

/** What the answer being written promises, keeps and puts off, and the sentences in it that sound like a promise nobody has recorded. */
export function usePromising(conversationId: number, isOn: boolean) {
  const [made, setMade] = useState<PromiseWish[]>([])
  const [kept, setKept] = useState<number[]>([])
  const [postponed, setPostponed] = useState<{ id: number; dueAt: string }[]>([])
  const [found, setFound] = useState<Found[]>([])
  // Sentences that were recorded, put in by us, or said to be no promise.
  const settled = useRef(new Set<string>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const settle = (sentence: string) => {
    settled.current.add(plain(sentence))
    setFound((all) => all.filter((one) => !settled.current.has(plain(one.sentence))))
  }
  return {
    made,
    kept,
    postponed,
    found,
    settle,
    make: (wish: PromiseWish) => setMade((all) => [...all, wish]),
    drop: (wish: PromiseWish) => setMade((all) => all.filter((one) => one !== wish)),
    keep: (id: number, isKept: boolean) =>
      setKept((all) => (isKept ? [...all, id] : all.filter((one) => one !== id))),
    postpone: (id: number, dueAt: string | undefined) =>
      setPostponed((all) => [...all.filter((one) => one.id !== id), ...(dueAt ? [{ id, dueAt }] : [])]),
    /** Looks through what is written, once it rests. */
    read(text: string) {
      clearTimeout(timer.current)
      if (!isOn) return
      if (text.trim().length < 6) return setFound([])
      timer.current = setTimeout(() => {
        tell('POST /api/conversations/{id}/promises/found', {
          params: { id: conversationId },
          body: { text },
        }).then(
          ({ items }) => setFound(items.filter((one) => !settled.current.has(plain(one.sentence)))),
          // A wish to help that could not be fulfilled disturbs nobody who writes.
          () => setFound([]),
        )
      }, pause)
    },
    clear() {
      setMade([])
      setKept([])
      setPostponed([])
      setFound([])
    },
    /** Sentences about which has been decided already. */
    settled: () => [...settled.current],
    wish: (): PromisesOfReply | undefined =>
      made.length + kept.length + postponed.length > 0 ? { made, kept, postponed } : undefined,
  }
}

const plain = (sentence: string) => sentence.normalize('NFKC').replace(/\s+/g, '')
