import type { Product } from './people.ts'

/** One turn: who speaks and what is said. `{product}`, `{order}` and `{name}` are filled in. */
export type Turn = { by: 'customer' | 'agent' | 'note'; text: string }

/** A conversation as it happens at the brand, to be played with other names, goods and days. */
export type Scenario = {
  language: 'en' | 'ja'
  subject: string
  reason: string
  tags: string[]
  channels: ('email' | 'chat' | 'form')[]
  /** What it can be about; anything the shop sells unless said. */
  goods?: readonly Product['key'][]
  /** Where the customer must live for it to make sense. */
  country?: string
  turns: Turn[]
}
