import type { Channel, Status, View } from '#conversations/contract.ts'
import { type Phrase, toPhrase } from '#platform/search-text.ts'
import { type Day, readDay } from './days.ts'

/** What narrows a search besides its words. */
export type Filters = {
  from: Phrase[]
  to: Phrase[]
  tags: string[]
  /** Sent at or after, and before, these moments. */
  after?: Date
  before?: Date
  statuses?: Status[]
  assignees: string[]
  brands: string[]
  channels: Channel[]
  hasAttachment: boolean
  view?: View | 'notes'
}

export const noFilters = (): Filters => ({
  from: [],
  to: [],
  tags: [],
  assignees: [],
  brands: [],
  channels: [],
  hasAttachment: false,
})

type Read = (filters: Filters, value: string, timeZone: string) => boolean

/** Each filter under the names people type; answers whether its value was understood. */
const readers: [names: string[], read: Read][] = [
  [['from', '差出人', '送信者'], (filters, value) => addPhrase(filters.from, value)],
  [['to', 'cc', '宛先'], (filters, value) => addPhrase(filters.to, value)],
  [['tag', 'タグ'], (filters, value) => filters.tags.push(value) > 0],
  [['before', 'までより前'], (filters, value, zone) => until(filters, readDay(value, zone), 'start')],
  [['以前', 'まで'], (filters, value, zone) => until(filters, readDay(value, zone), 'end')],
  [['after', 'since', '以降', 'から'], (filters, value, zone) => since(filters, readDay(value, zone))],
  [['status', '状態', 'ステータス'], (filters, value) => addStatus(filters, value)],
  [['assignee', '担当', '担当者'], (filters, value) => filters.assignees.push(value) > 0],
  [['brand', 'ブランド'], (filters, value) => filters.brands.push(value) > 0],
  [['channel', 'チャネル'], (filters, value) => addKnown(filters.channels, channels[value.toLowerCase()])],
  [['has', '添付'], (filters, value) => (filters.hasAttachment = attachmentWords.has(value.toLowerCase()))],
  [['in', '場所', 'ビュー'], (filters, value) => setView(filters, views[value.toLowerCase()])],
]

const byName = new Map(readers.flatMap(([names, read]) => names.map((name) => [name, read] as const)))

export const filterNames = [...byName.keys()]

export function readFilter(filters: Filters, name: string, value: string, timeZone: string): boolean {
  return byName.get(name.toLowerCase())?.(filters, value.normalize('NFKC'), timeZone) ?? false
}

function addPhrase(list: Phrase[], value: string): boolean {
  return addKnown(list, toPhrase(value))
}

function addKnown<T>(list: T[], value: T | undefined): boolean {
  if (value === undefined) return false
  list.push(value)
  return true
}

function since(filters: Filters, day: Day | undefined): boolean {
  if (day) filters.after = day.start
  return day !== undefined
}

/** `before:` a day leaves the day out, 以前 takes it in, as the two languages mean it. */
function until(filters: Filters, day: Day | undefined, edge: 'start' | 'end'): boolean {
  if (day) filters.before = day[edge]
  return day !== undefined
}

function addStatus(filters: Filters, value: string): boolean {
  const found = statuses[value.toLowerCase()]
  if (found) filters.statuses = [...(filters.statuses ?? []), ...found]
  return found !== undefined
}

function setView(filters: Filters, view: View | 'notes' | undefined): boolean {
  if (view) filters.view = view
  return view !== undefined
}

const attachmentWords = new Set(['attachment', 'attachments', 'file', 'あり', '有', '有り', '添付'])

const statuses: Record<string, Status[]> = {
  new: ['new'],
  新着: ['new'],
  open: ['open'],
  対応中: ['open'],
  未対応: ['new', 'open'],
  pending: ['pending_customer', 'pending_client'],
  pending_customer: ['pending_customer'],
  お客様返信待ち: ['pending_customer'],
  pending_client: ['pending_client'],
  クライアント確認中: ['pending_client'],
  on_hold: ['on_hold'],
  hold: ['on_hold'],
  保留: ['on_hold'],
  resolved: ['resolved'],
  対応完了: ['resolved'],
  解決済み: ['resolved'],
  closed: ['closed'],
  終了: ['closed'],
  no_reply_needed: ['no_reply_needed'],
  対応不要: ['no_reply_needed'],
  spam: ['spam'],
  迷惑メール: ['spam'],
}

const channels: Record<string, Channel> = {
  email: 'email',
  mail: 'email',
  メール: 'email',
  chat: 'chat',
  チャット: 'chat',
  form: 'form',
  フォーム: 'form',
  api: 'api',
}

const views: Record<string, View | 'notes'> = {
  mine: 'mine',
  自分の担当: 'mine',
  unassigned: 'unassigned',
  未割り当て: 'unassigned',
  open: 'open',
  未対応: 'open',
  waiting: 'waiting',
  お客様返信待ち: 'waiting',
  overdue: 'overdue',
  期限超過: 'overdue',
  snoozed: 'snoozed',
  スヌーズ: 'snoozed',
  mentions: 'mentions',
  メンション: 'mentions',
  resolved: 'resolved',
  対応完了: 'resolved',
  spam: 'spam',
  迷惑メール: 'spam',
  all: 'all',
  すべて: 'all',
  notes: 'notes',
  社内メモ: 'notes',
}
