import { m } from '#texts'
import type { Locale } from '#platform/locale.ts'

/** What a reader may press instead of writing. `key` comes back with the press. */
export type QuickReply = { key: string; label: string }

/** What a message quotes. */
export type Source = { title: string; url: string }

/** What was pressed to write a message: the message that offered it (0: the greeting, which is no message yet) and its key. */
export type Pressed = { messageId: number; key: string }

/** A message with everything beside its text, for ways that show neither links nor buttons: the sources named, the choices numbered. */
export function inWords(
  message: { text: string; sources: readonly Source[]; quickReplies: readonly QuickReply[] },
  locale: Locale,
): string {
  const { text, sources, quickReplies } = message
  const named = sources.map(({ title, url }) => m.conversations_source({ title, url }, { locale }))
  const choices = quickReplies.map(({ label }, at) => `${at + 1}. ${label}`)
  return [text, named.join('\n'), choices.join('\n')].filter((part) => part !== '').join('\n\n')
}
