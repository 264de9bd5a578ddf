import type { Page } from 'playwright-core'

/** What the addresses of some screens need to know of the desk they are opened on. */
export type Known = {
  conversation: number
  customer: number
  /** One that was handed up. */
  escalated: number
  /** One that is published, with runs. */
  flow: number
  invitation: string
  reset: string
  /** Words that are found, in any language of the sample. */
  words: string
  brand: string
  password: string
  /** Published in both languages, its Japanese anew since it was translated, and the category it stands in. */
  article: number
  topic: number
  /** What opens a customer's own page in the help centre. */
  own: string
  locale: 'ja' | 'en'
}

export type Screen = {
  name: string
  /** The route as the app declares it. */
  route: string
  path: (known: Known) => string
  /** Visitors see it without signing in. */
  who: 'visitor' | 'staff'
  /** What the desk is made to answer first, where a screen shows a state that this desk is not in. */
  before?: (page: Page) => Promise<void>
  /** What is pressed to open a layer over the screen. */
  open?: (page: Page, known: Known) => Promise<void>
}
