import type { Locale } from '#platform/locale.ts'

/** What the doctor found: `trouble` must be mended, `note` should be known. */
export type Finding = { state: 'ok' | 'note' | 'trouble'; say: (locale: Locale) => string }

export const found = (state: Finding['state'], say: Finding['say']): Finding => ({ state, say })
