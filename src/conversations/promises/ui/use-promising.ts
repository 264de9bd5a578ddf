import { useEffect, useRef, useState } from 'react'
import { tell } from '#agent/api.ts'
import type { DraftContent } from '../../contract-writing.ts'
import type { PromisesOfReply, PromiseWish } from '../wish.ts'

export type Found = { sentence: string; means: 'reply' | 'call' | 'other'; dueAt: string | null }
export type Promising = ReturnType<typeof usePromising>

const pause = 1_200

/** What the answer being written promises, keeps and puts off, and the sentences in it that sound like a promise nobody has recorded. */
export function usePromising(conversationId: number, isOn: boolean, onChange: () => void) {
  const [shown, show] = useState(nothing)
  // As it will be drawn next: a draft is kept before that.
  const latest = useRef(shown)
  const set = (next: PromisesOfReply) => {
    latest.current = next
    show(next)
  }
  const change = (part: Partial<PromisesOfReply>) => {
    set({ ...latest.current, ...part })
    onChange()
  }
  const [found, setFound] = useState<Found[]>([])
  // Sentences that were recorded, put in by us, or said to be no promise.
  const settled = useRef(new Set<string>())
  // What comes back after it was sent: its writer had decided about every sentence of it.
  const isDecided = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const settle = (sentence: string) => {
    settled.current.add(plain(sentence))
    setFound((all) => all.filter((one) => !settled.current.has(plain(one.sentence))))
    onChange()
  }
  const wish = (): PromisesOfReply | undefined => {
    const { made, kept, postponed } = latest.current
    return made.length + kept.length + postponed.length > 0 ? latest.current : undefined
  }
  return {
    ...shown,
    found,
    settle,
    make: (one: PromiseWish) => change({ made: [...latest.current.made, one] }),
    drop: (one: PromiseWish) => change({ made: without(latest.current.made, (other) => other === one) }),
    keep: (id: number, isKept: boolean) => {
      const others = without(latest.current.kept, (other) => other === id)
      change({ kept: isKept ? [...others, id] : others })
    },
    postpone: (id: number, dueAt: string | undefined) => {
      const others = without(latest.current.postponed, (other) => other.id === id)
      change({ postponed: dueAt ? [...others, { id, dueAt }] : others })
    },
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
          ({ items }) => {
            if (isDecided.current) for (const { sentence } of items) settled.current.add(plain(sentence))
            isDecided.current = false
            setFound(items.filter((one) => !settled.current.has(plain(one.sentence))))
          },
          // A wish to help that could not be fulfilled disturbs nobody who writes.
          () => setFound([]),
        )
      }, pause)
    },
    clear() {
      set(nothing)
      setFound([])
    },
    /** Sentences about which has been decided already. */
    settled: () => [...settled.current],
    wish,
    /** What is kept with the draft, and how it comes back. */
    draft: (): Kept => {
      const promises = wish()
      return {
        ...(promises ? { promises } : {}),
        ...(settled.current.size > 0 ? { settled: [...settled.current] } : {}),
      }
    },
    restore(kept: Kept) {
      settled.current = new Set(kept.settled)
      isDecided.current = kept.settled === undefined && kept.promises !== undefined
      set(kept.promises ?? nothing)
    },
  }
}

type Kept = Pick<DraftContent, 'promises' | 'settled'>
const nothing: PromisesOfReply = { made: [], kept: [], postponed: [] }

function without<T>(all: readonly T[], isOut: (one: T) => boolean): T[] {
  return all.filter((one) => !isOut(one))
}

const plain = (sentence: string) => sentence.normalize('NFKC').replace(/\s+/g, '')
