import { useState } from 'react'
import type { ReplyApproval } from '../contract.ts'

export type Times = ReturnType<typeof useTimes>

/** The times of what a waiting reply promises, as whoever decides has named them anew. */
export function useTimes({ promises, state }: ReplyApproval) {
  const [named, setNamed] = useState<Record<number, string>>({})
  /** Which of them is being named. */
  const [chosen, choose] = useState<number>()
  const isPast = (at: number) =>
    state === 'waiting' && named[at] === undefined && promises[at]?.hasPassed === true
  const firstPast = promises.findIndex((_, at) => isPast(at))
  return {
    dueAts: promises.map(({ dueAt }, at) => named[at] ?? dueAt),
    isNamed: Object.keys(named).length > 0,
    isPast,
    firstPast: firstPast === -1 ? undefined : firstPast,
    chosen,
    choose,
    set: (at: number, dueAt: string) => setNamed((all) => ({ ...all, [at]: dueAt })),
  }
}
