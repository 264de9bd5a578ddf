import { z } from 'zod'

/** Where the choices of a field come from: fixed ones, or what the brand has. `none` is a choice of some: no team, nobody. */
export const sources = [
  'status',
  'priority',
  'channel',
  'language',
  'country',
  'staff',
  'team',
  'reason',
  'template',
  'webhook',
  'flow',
  'mailbox',
  'conversation_field',
  'customer_field',
  'way',
  'among',
  'skill',
  'escalation_level',
  'escalation_reason',
  'service_level',
  'order_state',
] as const
export type Source = (typeof sources)[number]

/** What somebody fills in: the screen draws it and the border checks it by the same description. */
export type Field =
  | { kind: 'words' }
  | { kind: 'text' }
  /** `isSome`: nobody or none will not do. */
  | { kind: 'one' | 'many'; from: Source; isSome?: true }
  | { kind: 'number' | 'range'; least: number; most: number }
  /** A custom field and what it may say. */
  | { kind: 'said'; from: 'conversation_field' | 'customer_field' }
  | { kind: 'nothing' }

export type Choice = string | number
export type Range = { atLeast?: number | undefined; atMost?: number | undefined }
export type Said = { key: string; words: string[] }

/** What a field of each kind holds once it has been read. */
export type ValueOf = {
  words: string[]
  text: string
  one: Choice
  many: Choice[]
  number: number
  range: Range
  said: Said
  nothing: null
}
export type Kind = Field['kind']

const word = z.string().trim().min(1).max(200)
const words = z.array(word).min(1).max(50)
const choice = z.union([z.number().int().positive(), z.string().min(1).max(60)])

/** The schema of a field. */
export function schemaOf(field: Field): z.ZodType {
  switch (field.kind) {
    case 'words':
      return words
    case 'text':
      return z.string().trim().min(1).max(10_000)
    case 'one':
      return choice
    case 'many':
      return z.array(choice).min(1).max(100)
    case 'number':
      return z.number().int().min(field.least).max(field.most)
    case 'range':
      return rangeWithin(field.least, field.most)
    case 'said':
      return z.object({ key: word, words })
    case 'nothing':
      return z.null()
  }
}

function rangeWithin(least: number, most: number) {
  const bound = z.number().int().min(least).max(most)
  return z
    .object({ atLeast: bound.optional(), atMost: bound.optional() })
    .refine(({ atLeast, atMost }) => (atLeast ?? atMost) !== undefined)
    .refine(({ atLeast, atMost }) => (atLeast ?? least) <= (atMost ?? most))
}

export const isWithin = ({ atLeast, atMost }: Range, value: number) =>
  value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity)
