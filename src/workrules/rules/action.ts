import type { Conversation } from '#conversations/door.ts'
import type { Tx } from '#platform/database.ts'
import type { Actor } from '#platform/events.ts'
import type { Words } from './condition.ts'
import type { ConversationFacts } from './facts.ts'
import type { Field, ValueOf } from './fields.ts'

export type Fields = Readonly<Record<string, Field>>
export type ValuesOf<F extends Fields> = { [Name in keyof F]: ValueOf[F[Name]['kind']] }

/** Where an action is done: the conversation as it is by now, locked, and the rule that does it, or the flow that does the same. */
export type Scene = {
  conversation: Conversation
  rule: { id: number; name: string }
  actor: Actor & { kind: 'rule' | 'flow' }
}

/** Something a rule may do. Each stands in a file of its own in actions/ and in the list there. */
export type Action<V = unknown> = {
  /** As stored in rules; never changed. */
  key: string
  /** As the beginning of a sentence: "Set the priority to". */
  words: Words
  takes: Fields
  /** The occasions it may lead to, so that rules which set each other off are seen when they are saved. */
  causes: readonly string[]
  /** What of the conversation is different afterwards: pure, for later rules, the history and the dry run. */
  foresee(value: V, conversation: ConversationFacts): Partial<ConversationFacts>
  /** Does it in the transaction of the run. What it refuses is told in the history; nothing may have been written by then. */
  act(tx: Tx, scene: Scene, value: V): Promise<void>
}

/** Declares an action, with the value's type as its fields say. */
export function action<const F extends Fields>(one: Action<ValuesOf<F>> & { takes: F }): Action {
  // The value was read by the schemas of the same fields before it came here.
  return {
    ...one,
    foresee: (value, conversation) => one.foresee(value as ValuesOf<F>, conversation),
    act: (tx, scene, value) => one.act(tx, scene, value as ValuesOf<F>),
  }
}
