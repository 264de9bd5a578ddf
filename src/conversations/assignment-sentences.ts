import type { Locale } from '#platform/locale.ts'
import { m } from '#texts'
import { type Say, text } from './said.ts'

const chosen: Record<string, typeof m.assignment_because_had_customer> = {
  had_customer: m.assignment_because_had_customer,
  has_most_room: m.assignment_because_has_most_room,
  waited_longest: m.assignment_because_waited_longest,
}

/** What was refused, kept in both languages as it was said. */
const inOwn = (both: unknown, locale: Locale) => text(Object(both)[locale])

/** Who has a conversation, and why them, in words. */
export const assignmentSentences: Record<string, Say> = {
  'conversation.assigned': ({ data, toName }, { locale }) => {
    if (data.to === null) return m.conversations_said_unassigned({}, { locale })
    const because = chosen[text(data.because)]?.({}, { locale })
    return because
      ? m.assignment_said_given({ name: toName, because }, { locale })
      : m.conversations_said_assigned({ name: toName }, { locale })
  },
  'assignment.put_off': ({ data }, { locale }) =>
    m.assignment_said_put_off({ because: inOwn(data.because, locale) }, { locale }),
}
