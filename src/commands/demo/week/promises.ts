import { promises as samples } from '#database/sample/promises.ts'
import { conversationFor } from '#conversations/door.ts'
import { endPromise, openPromiseFor } from '#conversations/promises/change.ts'
import { makePromise } from '#conversations/promises/make.ts'
import type { Caller } from '#platform/caller.ts'
import { atWork, inShop, type Week } from './week.ts'

const minute = 60_000

/** Something is promised to the customer; three of four are kept in time, some late, one is broken and one forgotten. */
export async function promiseSomething(
  week: Week,
  caller: Caller,
  { conversationId }: { conversationId: number },
  language: 'ja' | 'en',
): Promise<void> {
  const { dice, agenda } = week
  const { what, means } = dice.pick(samples.filter((one) => one.language === language))
  const dueAt = atWork(week, language, 120 + dice.below(900))
  const id = await inShop(week, async (tx) => {
    const conversation = await conversationFor(tx, conversationId, 'change')
    return makePromise(tx, caller, conversation, { what, means, dueAt: new Date(dueAt).toISOString() })
  })
  const luck = dice.next()
  if (luck > 0.94) return
  const lateness = luck < 0.75 ? -(10 + dice.below(90)) : 20 + dice.below(240)
  const state = luck > 0.88 ? 'broken' : 'kept'
  const outcome = state === 'kept' ? '' : broken[language]
  agenda.add(dueAt + lateness * minute, () =>
    inShop(week, async (tx) => endPromise(tx, caller, await openPromiseFor(tx, id), { state, outcome })),
  )
}

const broken = {
  ja: '工房からの回答が間に合わず、お約束の時刻にご連絡できませんでした。翌営業日にお電話します。',
  en: 'The carrier had not answered by then, and we wrote a day later than we had said.',
}
