import { m } from '#texts'
import { onClock } from './reply-by.ts'
import type { Scene } from './scene.ts'
import type { Shelf } from './shelf.ts'
import type { Because, Turn } from './turn.ts'

const why: Record<Because, typeof m.answers_bot_because_asked> = {
  asked: m.answers_bot_because_asked,
  upset: m.answers_bot_because_upset,
  unsure: m.answers_bot_because_unsure,
  unhelped: m.answers_bot_because_unhelped,
  rounds: m.answers_bot_because_rounds,
  unreadable: m.answers_bot_because_unreadable,
  person: m.answers_bot_because_person,
  manager: m.answers_bot_because_manager,
}
const longestQuestion = 300

/** What the person who takes over has to know, in the brand's language: why, what was asked, shown and offered, what is known. */
export function noteOf(scene: Scene, shelf: Shelf, turn: Turn): string | undefined {
  if (turn.ends?.as !== 'handed_over') return undefined
  const { brand, talk, conversation } = scene
  const { locale } = brand
  const title = (id: number) => shelf.find(id)?.title
  const asked = [...scene.asked, ...(turn.answer ? [{ ...turn.answer, shown_article_id: null }] : [])]
  const shown = asked.flatMap((one) =>
    one.shown_article_id === null ? [] : (title(one.shown_article_id) ?? []),
  )
  const offered = asked.flatMap((one) => one.choices).flatMap((id) => title(id) ?? [])
  const only = [...new Set(offered)].filter((one) => !shown.includes(one))
  const questions = [...new Set(asked.map((one) => one.question.trim()).filter(Boolean))]
  const order = turn.orderNumber ?? talk?.order_number ?? conversation.order_number
  const email = turn.email ?? scene.email
  const { because, promisedFor } = turn.ends
  const clock = { locale, timeZone: brand.timeZone }
  const lines = [
    m.answers_bot_note({}, { locale }),
    m.answers_bot_note_why({ why: why[because]({}, { locale }) }, { locale }),
    ...questions.map((question) => m.answers_bot_note_asked({ question: cut(question) }, { locale })),
    ...[...new Set(shown)].map((one) => m.answers_bot_note_shown({ title: one }, { locale })),
    only.length > 0 && m.answers_bot_note_offered({ titles: only.join(' · ') }, { locale }),
    questions.length > 0 && offered.length + shown.length === 0 && m.answers_bot_note_nothing({}, { locale }),
    order && m.answers_bot_note_order({ number: order }, { locale }),
    email && m.answers_bot_note_email({ email }, { locale }),
    promisedFor && m.answers_bot_note_promise({ by: onClock(promisedFor, clock, new Date(0)) }, { locale }),
  ]
  return lines.filter(Boolean).join('\n')
}

const cut = (text: string) => {
  const line = text.replaceAll(/\s+/g, ' ').toWellFormed()
  return line.length > longestQuestion ? `${line.slice(0, longestQuestion)}…`.toWellFormed() : line
}
