import type { Locale } from '#platform/locale.ts'
import { m } from '#texts'
import { type Say, text } from './said.ts'

/** What happened to a complaint, as the timeline tells it. */
export const complaintSentences: Record<string, Say> = {
  'complaint.noted': (_, { locale }) => m.complaints_said_noted({}, { locale }),
  'complaint.changed': ({ data }, { locale }) =>
    data['isAfterConfirmation'] === true
      ? m.complaints_said_changed_after({ fields: fieldsIn(data['changed'], locale) }, { locale })
      : m.complaints_said_changed({}, { locale }),
  'complaint.restated': (_, { locale }) => m.complaints_said_restated({}, { locale }),
  'complaint.taken_back': (_, { locale }) => m.complaints_said_taken_back({}, { locale }),
  'complaint.confirmed': ({ data }, { locale }) =>
    data['by'] === 'link'
      ? m.complaints_said_confirmed({}, { locale })
      : m.complaints_said_confirmed_staff({}, { locale }),
  'complaint.corrected': ({ data }, { locale }) =>
    data['by'] === 'link'
      ? m.complaints_said_corrected({ text: text(data['text']) }, { locale })
      : m.complaints_said_corrected_staff({ text: text(data['text']) }, { locale }),
}

const names: Record<string, typeof m.complaints_what> = {
  what: m.complaints_what,
  when: m.complaints_when,
  where: m.complaints_where,
  orderNumber: m.complaints_order,
  item: m.complaints_item,
  wish: m.complaints_wish,
}

const fieldsIn = (value: unknown, locale: Locale): string =>
  (Array.isArray(value) ? value : [])
    .map((name) => names[text(name)]?.({}, { locale }) ?? '')
    .filter(Boolean)
    .join(locale === 'ja' ? '、' : ', ')
