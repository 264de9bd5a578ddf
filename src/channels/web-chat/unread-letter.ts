import { textToHtml } from '#channels/text-to-html.ts'
import { inWords, type Source } from '#conversations/quick-replies.ts'
import { m } from '#texts'

export type UnreadAnswer = {
  id: number
  name: string
  text: string
  html: string | null
  at: Date
  sources: Source[]
}

/** What lay unread in a chat as one mail: a single answer by itself, several each under who wrote it and when. */
export function unreadLetter(
  answers: readonly UnreadAnswer[],
  reader: { locale: 'en' | 'ja'; timeZone: string },
): { text: string; html: string | null } {
  const intro = m.chat_unread_intro({}, { locale: reader.locale })
  // What was to be pressed cannot be pressed in a mail; what was asked can be answered.
  const words = (one: UnreadAnswer) => inWords({ ...one, quickReplies: [] }, reader.locale)
  const heading = (one: UnreadAnswer) => (answers.length === 1 ? '' : `${one.name}  ${clock(one.at, reader)}`)
  const texts = answers.map((one) => [heading(one), words(one)].filter(Boolean).join('\n'))
  const isPlain = answers.every((one) => one.html === null)
  return {
    text: [intro, ...texts].join('\n\n'),
    html: isPlain ? null : [`<p>${textToHtml(intro)}</p>`, ...answers.map(written)].join(''),
  }
  function written(one: UnreadAnswer): string {
    const head = heading(one) && `<p style="color:#888888">${textToHtml(heading(one))}</p>`
    return head + (one.html ?? `<p>${textToHtml(words(one))}</p>`)
  }
}

function clock(at: Date, { locale, timeZone }: { locale: string; timeZone: string }): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(at)
}
