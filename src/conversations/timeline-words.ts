import { m } from '#texts'
import type { Locale } from '#platform/locale.ts'
import { assignmentSentences } from './assignment-sentences.ts'
import { checkSentences } from './checks/sentences.ts'
import { priority, status } from './contract.ts'
import { complaintSentences } from './complaint-sentences.ts'
import { escalationSentences } from './escalation-sentences.ts'
import { explainFailure } from './explain-failure.ts'
import { grantSentences } from './grant-sentences.ts'
import { flowSentences } from './flow-sentences.ts'
import { promiseSentences } from './promises/sentences.ts'
import { taskSentences } from './tasks/sentences.ts'
import { replyApprovalSentences } from './reply-approvals/sentences.ts'
import { clock, names, type Reader, type Say, text, type Told } from './said.ts'

/**
 * An event as a sentence without its subject: who did it and when stand beside it on the screen. What has no sentence is a message, which the
 * thread shows itself, or of another feature; it answers ''.
 */
export function sentenceOf(told: Told, reader: Reader): string {
  return sentences[told.type]?.(told, reader) ?? ''
}

const sentences: Record<string, Say> = {
  'conversation.started': (_, { locale }) => m.conversations_said_started({}, { locale }),
  ...assignmentSentences,
  'conversation.team_changed': ({ data, toName }, { locale }) =>
    data.to === null
      ? m.conversations_said_no_team({}, { locale })
      : m.conversations_said_team({ name: toName }, { locale }),
  'conversation.status_changed': ({ data }, { locale }) =>
    m.conversations_said_status({ status: statusName(data.to, locale) }, { locale }),
  'conversation.priority_changed': ({ data }, { locale }) =>
    m.conversations_said_priority({ priority: priorityName(data.to, locale) }, { locale }),
  'conversation.subject_changed': ({ data }, { locale }) =>
    m.conversations_said_subject({ subject: text(data.to) }, { locale }),
  'conversation.language_changed': ({ data }, { locale }) =>
    m.conversations_said_language({ language: languageName(data.to, locale) }, { locale }),
  'conversation.reason_changed': (_, { locale }) => m.conversations_said_reason({}, { locale }),
  'conversation.fields_changed': (_, { locale }) => m.conversations_said_fields({}, { locale }),
  'conversation.order_changed': ({ data }, { locale }) =>
    data.to === null
      ? m.conversations_said_no_order({}, { locale })
      : m.conversations_said_order({ number: text(data.to) }, { locale }),
  'conversation.tagged': ({ data }, { locale }) =>
    [
      names(data.added) && m.conversations_said_tagged({ tags: names(data.added) }, { locale }),
      names(data.removed) && m.conversations_said_untagged({ tags: names(data.removed) }, { locale }),
    ]
      .filter(Boolean)
      .join(locale === 'ja' ? '' : ' '),
  'conversation.snoozed': ({ data }, reader) =>
    data.until === null
      ? m.conversations_said_snoozed_until_reply({}, reader)
      : m.conversations_said_snoozed({ time: clock(data.until, reader) }, reader),
  'conversation.woken': ({ data }, { locale }) =>
    data.by === 'reply'
      ? m.conversations_said_woken_by_reply({}, { locale })
      : m.conversations_said_woken({}, { locale }),
  'conversation.merged': ({ data }, { locale }) =>
    m.conversations_said_merged({ number: text(data.from) }, { locale }),
  'conversation.merged_away': ({ data }, { locale }) =>
    m.conversations_said_merged_away({ number: text(data.into) }, { locale }),
  'conversation.taken_out': ({ data }, { locale }) =>
    m.conversations_said_taken_out({ number: text(data.number) }, { locale }),
  'conversation.unmerged': ({ data }, { locale }) =>
    m.conversations_said_unmerged({ number: text(data.from) }, { locale }),
  'conversation.split': ({ data }, { locale }) =>
    m.conversations_said_split({ number: text(data.into) }, { locale }),
  'conversation.split_off': ({ data }, { locale }) =>
    m.conversations_said_split_off({ number: text(data.from) }, { locale }),
  'conversation.service_level_changed': ({ data, toName }, { locale }) =>
    data.to === null
      ? m.conversations_said_level_by_conditions({}, { locale })
      : m.conversations_said_level({ name: toName }, { locale }),
  'service_level.warned': ({ data }, reader) =>
    m.conversations_said_deadline_near({ time: clock(data.dueAt, reader) }, reader),
  'service_level.breached': ({ data }, reader) =>
    m.conversations_said_deadline_missed({ time: clock(data.dueAt, reader) }, reader),
  'conversation.locked': (_, { locale }) => m.conversations_said_locked({}, { locale }),
  'conversation.unlocked': (_, { locale }) => m.conversations_said_unlocked({}, { locale }),
  ...promiseSentences,
  ...grantSentences,
  ...flowSentences,
  ...escalationSentences,
  ...complaintSentences,
  ...taskSentences,
  ...checkSentences,
  ...replyApprovalSentences,
  'customer.blocked': (_, { locale }) => m.conversations_said_blocked({}, { locale }),
  'customer.unblocked': (_, { locale }) => m.conversations_said_unblocked({}, { locale }),
  'message.cancelled': (_, { locale }) => m.conversations_said_cancelled({}, { locale }),
  'message.rescheduled': ({ data }, reader) =>
    m.conversations_said_rescheduled({ time: clock(data.leavesAt, reader) }, reader),
  'message.failed': (_, { locale }) => m.conversations_said_failed({}, { locale }),
  'message.unknown': (_, { locale }) => m.conversations_said_sending_interrupted({}, { locale }),
  'conversation.transcript_failed': ({ data }, { locale }) => {
    const { why, next } = explainFailure(text(data.reason), true, locale)
    return m.conversations_said_transcript_failed({ address: text(data.to), why, next }, { locale })
  },
  'rule.circled': (_, { locale }) => m.rules_said_circled({}, { locale }),
  'rule.stopped': ({ data }, { locale }) => m.rules_said_stopped({ name: text(data.ruleName) }, { locale }),
  'rule.notified': ({ data }, { locale }) =>
    m.rules_said_notified({ count: Array.isArray(data.staffIds) ? data.staffIds.length : 0 }, { locale }),
  'rule.called_webhook': (_, { locale }) => m.rules_said_called_webhook({}, { locale }),
  'message.mailed': ({ data }, { locale }) =>
    m.conversations_said_mailed({ address: text(data.to), count: text(data.count) }, { locale }),
}

/** The types of events that have a sentence. */
export const toldTypes: readonly string[] = Object.keys(sentences)

function statusName(value: unknown, locale: Locale): string {
  const known = status.safeParse(value)
  if (!known.success) return text(value)
  return {
    new: m.conversations_status_new,
    open: m.conversations_status_open,
    pending_customer: m.conversations_status_pending_customer,
    pending_client: m.conversations_status_pending_client,
    on_hold: m.conversations_status_on_hold,
    resolved: m.conversations_status_resolved,
    closed: m.conversations_status_closed,
    no_reply_needed: m.conversations_status_no_reply_needed,
    spam: m.conversations_status_spam,
  }[known.data]({}, { locale })
}

function priorityName(value: unknown, locale: Locale): string {
  const known = priority.safeParse(value)
  if (!known.success) return text(value)
  return {
    low: m.conversations_priority_low,
    normal: m.conversations_priority_normal,
    high: m.conversations_priority_high,
    urgent: m.conversations_priority_urgent,
  }[known.data]({}, { locale })
}

function languageName(value: unknown, locale: Locale): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(text(value)) ?? text(value)
  } catch {
    // Not a language tag that Intl knows: shown as it is.
    return text(value)
  }
}
