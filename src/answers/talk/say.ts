import type { Locale } from '#platform/locale.ts'

/** Puts a passage into other words, from nothing but the passage; undefined on any doubt. */
export type Reword = (passage: string, question: string, locale: Locale) => Promise<string | undefined>

/** What the customer is told: the passage as it stands, unless something is set up that may reword it and is sure of itself. */
export async function say(
  passage: string,
  question: string,
  locale: Locale,
  reword?: Reword,
): Promise<string> {
  if (!reword || question === '') return passage
  return (await reword(passage, question, locale).catch(() => undefined)) ?? passage
}
