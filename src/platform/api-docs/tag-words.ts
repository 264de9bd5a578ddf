import type { Locale } from '../locale.ts'

// In the document for programs a group keeps its English name in every language, as an identifier does.
const inJapanese: Record<string, string> = {
  'Set-up': '初期設定',
  'Your account': 'アカウント',
  Staff: 'スタッフ',
  Brands: 'ブランド',
  'API keys': 'APIキー',
  Conversations: 'お問い合わせ',
  Writing: '返信とメモ',
  Merging: '統合と分割',
  'Bulk changes': '一括操作',
  Presence: '閲覧中・入力中',
  Views: 'ビュー',
  Articles: '記事',
  Answers: '回答支援',
  Tags: 'タグ',
  Templates: 'テンプレート',
  'Contact reasons': 'お問い合わせ種別',
  Calendars: 'カレンダー',
  'Custom fields': 'カスタム項目',
  Promises: '約束',
  Tasks: '確認依頼',
  'Required reading': '必読',
  Rules: 'ルール',
  Assignment: '割り当て',
  Authority: '付与の権限',
  Approvals: '承認',
  Checks: '送信前の確認',
  Complaints: '苦情',
  Escalation: 'エスカレーション',
  Flows: 'フロー',
  'Reply approvals': '返信の承認',
  'Service levels': '対応目標',
  Files: 'ファイル',
  Customers: 'お客様',
  Search: '検索',
  Mailboxes: 'メールボックス',
  Channels: 'チャネル',
  Notices: '通知',
  Events: '出来事',
  Webhooks: 'Webhook',
}

/** A group of endpoints as readers call it. */
export function tagWords(tag: string, locale: Locale): string {
  return (locale === 'ja' && inJapanese[tag]) || tag
}
