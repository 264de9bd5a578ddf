import type { Locale } from '#platform/locale.ts'
import { m } from '#texts'
import { clock, type Say, text } from './said.ts'

/** What happened to an escalation, as the timeline tells it. */
export const escalationSentences: Record<string, Say> = {
  'escalation.raised': ({ data }, { locale }) =>
    [
      m.escalation_said_raised(
        { level: named(data['level'], locale), why: named(data['reason'], locale) || text(data['words']) },
        { locale },
      ),
      passedOver(data['passedOver'], locale),
    ].join(locale === 'ja' ? '' : ' '),
  'escalation.went_up': ({ data }, { locale }) =>
    [
      m.escalation_said_went_up({ level: named(data['level'], locale) }, { locale }),
      passedOver(data['passedOver'], locale),
    ].join(locale === 'ja' ? '' : ' '),
  'escalation.accepted': ({ data }, reader) =>
    text(data['toldBy']) === ''
      ? m.escalation_said_accepted({}, reader)
      : m.escalation_said_accepted_told({ time: clock(data['toldBy'], reader) }, reader),
  'escalation.late': ({ data }, { locale }) => {
    const level = named(data['level'], locale)
    return text(data['deputy']) === ''
      ? m.escalation_said_late({ level }, { locale })
      : m.escalation_said_late_deputy({ level, name: text(data['deputy']) }, { locale })
  },
  'escalation.sent_back': ({ data }, { locale }) =>
    m.escalation_said_sent_back({ why: text(data['why']) }, { locale }),
  'escalation.given': (_, { locale }) => m.escalation_said_given({}, { locale }),
  'escalation.returned': ({ data }, { locale }) =>
    m.escalation_said_returned({ level: named(data['level'], locale) }, { locale }),
  'escalation.ended': ({ data }, { locale }) => {
    const into = text(data['mergedInto'])
    if (into !== '') return m.escalation_said_merged({ number: into }, { locale })
    return text(data['outcome']) === ''
      ? m.escalation_said_ended({}, { locale })
      : m.escalation_said_ended_so({ outcome: text(data['outcome']) }, { locale })
  },
  'escalation.card_changed': ({ data }, { locale }) =>
    m.escalation_said_card({ version: text(data['version']) }, { locale }),
}

/** Something of the brand that has a name in each language, as it was called then. */
const named = (value: unknown, locale: Locale): string => text(Object(value)[locale])

function passedOver(value: unknown, locale: Locale): string {
  const levels = Array.isArray(value) ? value.map((one) => named(one, locale)).join(', ') : ''
  return levels === '' ? '' : m.escalation_said_passed_over({ levels }, { locale })
}
