import type { Texts } from './panel-texts.ts'

/** What the panel is told when it is opened; made by page-routes.ts. */
export type PanelConfig = {
  slug: string
  name: string
  colour: string
  language: 'en' | 'ja'
  /** The words of that language alone, so that nobody loads the other's. */
  texts: Texts
  greeting: { en: string; ja: string }
  /** Null: the brand says nothing about hours. */
  opening: { isOpen: boolean; changesAt: string | null } | null
  ask: 'before' | 'after' | 'never'
  takesFiles: boolean
  hasSound: boolean
  maxFileBytes: number
  /** Offered above an empty conversation. */
  topics: { id: number; en: string; ja: string }[]
}
