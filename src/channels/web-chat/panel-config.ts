import type { Texts } from './panel-texts.ts'

/** The name under which the desk answers by itself, what it begins with, and the buttons it offers then. */
export type PanelBot = { name: string; greeting: string; topics: { key: string; label: string }[] }

/** Asked for each panel that is opened; what answers is no channel's business. */
export type Greet = (brandId: number, language: 'en' | 'ja') => Promise<PanelBot | undefined>

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
  /** Where the parts are that are loaded when they are needed (ui/later.ts). */
  later: string
  /** What answers first, openly automatic; null: people alone. */
  bot: PanelBot | null
  /** Offered above an empty conversation. */
  topics: { id: number; en: string; ja: string }[]
}
