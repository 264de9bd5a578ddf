import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import type { Channel, ConversationSummary, Status } from '../contract.ts'

const statusNames: Record<Status, () => string> = {
  new: m.agent_status_new,
  open: m.agent_status_open,
  pending_customer: m.agent_status_pending_customer,
  pending_client: m.agent_status_pending_client,
  on_hold: m.agent_status_on_hold,
  resolved: m.agent_status_resolved,
  closed: m.agent_status_closed,
  no_reply_needed: m.agent_status_no_reply_needed,
  spam: m.agent_status_spam,
}
export const statusName = (status: Status): string => statusNames[status]()

/** Those a person chooses; new and spam come about in other ways. */
export const choosableStatuses: readonly Status[] = [
  'open',
  'pending_customer',
  'pending_client',
  'on_hold',
  'resolved',
  'no_reply_needed',
  'closed',
]

type Priority = ConversationSummary['priority']
const priorityNames: Record<Priority, () => string> = {
  urgent: m.agent_priority_urgent,
  high: m.agent_priority_high,
  normal: m.agent_priority_normal,
  low: m.agent_priority_low,
}
export const priorities: readonly Priority[] = ['urgent', 'high', 'normal', 'low']
export const priorityName = (priority: Priority): string => priorityNames[priority]()

const channelNames: Record<Channel, () => string> = {
  email: m.agent_channel_email,
  chat: m.agent_channel_chat,
  form: m.agent_channel_form,
  api: m.agent_channel_api,
}
export const channelName = (channel: Channel): string => channelNames[channel]()

/** A customer as staff read it: 様 after a Japanese name on a Japanese screen, the address where there is no name. */
export function customerName(customer: { name: string; address?: string | null }): string {
  const name = customer.name.trim()
  if (name === '') return customer.address ?? m.agent_customer_nameless()
  const isJapanese = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(name)
  return getLocale() === 'ja' && isJapanese && !/[様さん]$/.test(name) ? `${name} 様` : name
}

/** The name of a language in the reader's language. */
export function languageName(code: string): string {
  return new Intl.DisplayNames([getLocale()], { type: 'language', fallback: 'code' }).of(code) ?? code
}

export const subjectOf = (subject: string): string => (subject.trim() === '' ? m.agent_no_subject() : subject)
