import { m } from '#texts'
import { withWhy } from './flow-sentences.ts'
import { type Say, text, type Told } from './said.ts'
import type { Locale } from '#platform/locale.ts'

const grantOf =
  (say: (wish: { what: string; why: string }, in_: { locale: Locale }) => string): Say =>
  ({ data }, { locale }) =>
    say({ what: inWords(data.what, locale), why: text(data.why) }, { locale })

/** An approval of a grant is told by what becomes of the grant. */
const approvalOf =
  (say: (wish: { what: string; why: string; level: string }, in_: { locale: Locale }) => string): Say =>
  ({ data }, { locale }) =>
    say({ what: inWords(data.subject, locale), why: text(data.comment), level: text(data.level) }, { locale })

const unlessGrant =
  (say: Say): Say =>
  (told, reader) =>
    isForGrant(told) ? '' : say(told, reader)

/** What was given, asked for and decided, for the conversation's timeline. */
export const grantSentences: Record<string, Say> = {
  'grant.granted': ({ data }, { locale }) =>
    data.askedById === undefined
      ? m.authority_said_granted({ what: inWords(data.what, locale) }, { locale })
      : m.authority_said_approved({ what: inWords(data.what, locale) }, { locale }),
  'grant.asked': grantOf(m.authority_said_asked),
  'grant.refused': grantOf(m.authority_said_refused),
  'grant.withdrawn': grantOf(m.authority_said_withdrawn),
  'grant.reversed': grantOf(m.authority_said_reversed),
  'grant.paid': ({ data }, { locale }) =>
    text(data.reference) === ''
      ? m.authority_said_paid_plain({ what: inWords(data.what, locale) }, { locale })
      : m.authority_said_paid(
          { what: inWords(data.what, locale), reference: text(data.reference) },
          { locale },
        ),
  'approval.asked': unlessGrant(approvalOf(m.authority_said_approval_asked)),
  'approval.withdrawn': unlessGrant((told, reader) =>
    withWhy(approvalOf(m.authority_said_approval_withdrawn)(told, reader), told.data, reader.locale),
  ),
  'approval.decided': unlessGrant((told, reader) =>
    told.data.state === 'refused'
      ? approvalOf(m.authority_said_approval_no)(told, reader)
      : approvalOf(m.authority_said_approval_yes)(told, reader),
  ),
  'approval.voted': approvalOf(m.authority_said_voted),
  'approval.passed_on': (told, reader) =>
    approvalOf(
      told.data.by === 'time'
        ? m.authority_said_passed_time
        : told.data.by === 'absence'
          ? m.authority_said_passed_absence
          : m.authority_said_passed_yes,
    )(told, reader),
  'approval.overdue': approvalOf(m.authority_said_overdue),
}

const isForGrant = ({ data }: Told) =>
  typeof data.for === 'object' && data.for !== null && 'kind' in data.for && data.for.kind === 'grant'

/** Words that stand in the event in both languages. */
function inWords(value: unknown, locale: Locale): string {
  if (typeof value !== 'object' || value === null) return ''
  return text(new Map<string, unknown>(Object.entries(value)).get(locale))
}
