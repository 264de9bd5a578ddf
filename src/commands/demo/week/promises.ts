import { promises as samples } from '#database/sample/promises.ts'
import { conversationFor } from '#conversations/door.ts'
import { endPromise, openPromiseFor } from '#conversations/promises/change.ts'
import { makePromise } from '#conversations/promises/make.ts'
import type { Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { atWork, inShop, mayBeRefused, type Week } from './week.ts'

const minute = 60_000

/** Something is promised to the customer. */
export async function promiseSomething(
  week: Week,
  caller: Caller,
  { conversationId }: { conversationId: number },
  language: 'ja' | 'en',
): Promise<void> {
  const { dice } = week
  const { what, means } = dice.pick(samples.filter((one) => one.language === language))
  const dueAt = atWork(week, language, 120 + dice.below(900))
  const id = await inShop(week, async (tx) => {
    const conversation = await conversationFor(tx, conversationId, 'change')
    return makePromise(tx, caller, conversation, { what, means, dueAt: new Date(dueAt).toISOString() })
  })
  keepOrNot(week, caller, id, dueAt, language)
}

/** What becomes of a promise: three of four are kept in time, some late, one is broken and one forgotten. */
export function keepOrNot(
  week: Week,
  caller: Caller,
  id: number,
  dueAt: number,
  language: 'ja' | 'en',
): void {
  const { dice, agenda } = week
  const luck = dice.next()
  if (luck > 0.92) return
  const lateness = luck < 0.75 ? -(10 + dice.below(90)) : 20 + dice.below(240)
  const state = luck > 0.86 ? 'broken' : 'kept'
  const outcome = state === 'kept' ? '' : broken[language]
  agenda.add(dueAt + lateness * minute, () =>
    mayBeRefused(week, async (tx) =>
      endPromise(tx, caller, await openPromiseFor(tx, id), { state, outcome }),
    ),
  )
}

/** Keeps what somebody promised in a conversation, as they answer it. */
export async function keepAllOf(tx: Tx, caller: Caller, conversationId: number): Promise<void> {
  const open = await tx
    .selectFrom('promises')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('owner_id', '=', caller.staffId)
    .where('state', '=', 'open')
    .execute()
  for (const { id } of open)
    await endPromise(tx, caller, await openPromiseFor(tx, id), { state: 'kept', outcome: '' })
}

const broken = {
  ja: '工房からの回答が間に合わず、お約束の時刻にご連絡できませんでした。翌営業日にお電話します。',
  en: 'The carrier had not answered by then, and we wrote a day later than we had said.',
}
