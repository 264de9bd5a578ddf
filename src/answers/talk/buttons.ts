import type { QuickReply } from '#conversations/quick-replies.ts'
import { m } from '#texts'
import type { Locale } from '#platform/locale.ts'
import type { Shown } from '#knowledge/help-centre/site.ts'
import type { Scene } from './scene.ts'

export const person = (locale: Locale): QuickReply => ({
  key: 'person',
  label: m.answers_bot_person({}, { locale }),
})
export const none = (locale: Locale): QuickReply => ({
  key: 'none',
  label: m.answers_bot_none({}, { locale }),
})
export const somethingElse = (locale: Locale): QuickReply => ({
  key: 'none',
  label: m.answers_bot_else({}, { locale }),
})
export const topic = ({ id, name }: { id: number; name: string }): QuickReply => ({
  key: `topic:${id}`,
  label: name,
})
export const article = ({ articleId, title }: Shown): QuickReply => ({
  key: `article:${articleId}`,
  label: title,
})
export const verdicts = (locale: Locale): QuickReply[] => [
  { key: 'helped', label: m.answers_bot_solved({}, { locale }) },
  { key: 'more', label: m.answers_bot_more({}, { locale }) },
  person(locale),
]

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s.。、()]/g, '')

/**
 * Which button the customer means: the one they pressed, or whose words or number they wrote where there are no buttons. Only what was
 * offered counts; the greeting offers topics and a person.
 */
export function meantButton({ heard, offered }: Pick<Scene, 'heard' | 'offered'>): string | undefined {
  if (heard.pressed?.messageId === 0)
    return /^(topic:\d{1,15}|person)$/.test(heard.pressed.key) ? heard.pressed.key : undefined
  if (heard.pressed) return offered.find(({ key }) => key === heard.pressed?.key)?.key
  const said = plain(heard.text)
  const number = /^(\d)番?目?$/.exec(said)?.[1]
  if (number) return offered[Number(number) - 1]?.key
  return offered.find(({ label }) => plain(label) === said)?.key
}
