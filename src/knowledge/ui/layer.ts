import type { Locale } from '#platform/locale.ts'

/** What is asked or shown over the article. */
export type Layer =
  | { kind: 'preview'; locale: Locale }
  | { kind: 'publish'; locale: Locale }
  | { kind: 'compare'; locale: Locale; from: 'published' | number }
  | { kind: 'say'; locale: Locale; what: 'review' | 'approve' | 'send_back' }
