import { isUpset, wantsPerson } from '#languages/feelings.ts'
import { m } from '#texts'
import { condition, type Test } from '../condition.ts'
import type { MessageFacts } from '../facts.ts'

export const soundsUpset = condition({
  key: 'upset',
  words: m.rules_if_upset,
  takes: { kind: 'nothing' },
  compile: () => inMessage(isUpset),
})

export const asksForPerson = condition({
  key: 'asks_for_person',
  words: m.rules_if_asks_for_person,
  takes: { kind: 'nothing' },
  compile: () => inMessage(wantsPerson),
})

/** Long lists of words, gone through once for a message however many rules ask. */
function inMessage(says: (text: string) => boolean): Test {
  return ({ message }) => {
    if (!message) return false
    const heard = known(says)
    let answer = heard.get(message)
    if (answer === undefined) {
      answer = says(message.original)
      heard.set(message, answer)
    }
    return answer
  }
}

const heardBy = new Map<(text: string) => boolean, WeakMap<MessageFacts, boolean>>()

function known(says: (text: string) => boolean): WeakMap<MessageFacts, boolean> {
  const heard = heardBy.get(says) ?? new WeakMap<MessageFacts, boolean>()
  heardBy.set(says, heard)
  return heard
}
