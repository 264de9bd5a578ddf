import type { Reply } from '#agent/api.ts'
import type { Locale } from '#platform/locale.ts'

/** A template as a palette offers it. */
export type Template = Reply<'GET /api/templates'>['items'][number]

/** A template's texts, filled in, as the editor takes them. */
export type Filled = Partial<Record<Locale, string>>
