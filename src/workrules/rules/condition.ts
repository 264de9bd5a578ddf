import type { Locale } from '#platform/locale.ts'
import type { Facts } from './facts.ts'
import type { Field, Kind, ValueOf } from './fields.ts'

export type Words = (inputs: Record<never, never>, options: { locale: Locale }) => string
export type Test = (facts: Facts) => boolean

/** Something a rule may ask. Each stands in a file of its own in conditions/ and in the list there. */
export type Condition = {
  /** As stored in rules; never changed. */
  key: string
  /** What is asked about, as a noun: "Subject". */
  words: Words
  takes: Field
  /** Made ready once for a rule, judged for every event: pure and quick. `value` has been read by `takes`. */
  compile(value: unknown): Test
}

/** Declares a condition, with the value's type as its field says. */
export function condition<K extends Kind>(one: {
  key: string
  words: Words
  takes: Field & { kind: K }
  compile(value: ValueOf[K]): Test
}): Condition {
  // The value was read by the schema of the same field before it came here.
  return { ...one, compile: (value) => one.compile(value as ValueOf[K]) }
}
