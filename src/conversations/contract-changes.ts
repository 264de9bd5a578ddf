import { z } from 'zod'
import { fieldWish } from '#customers/fields/contract.ts'
import { byId, endpoint, id, time } from '#platform/endpoint.ts'
import { conversationPage, priority, status } from './contract.ts'

const tag = 'Conversations'

/** Every change answers with the conversation as it is then. What is already so changes nothing and records nothing. */
const changed = { tag, params: byId, reply: conversationPage }

export const assignConversation = endpoint({
  ...changed,
  method: 'PUT',
  path: '/api/conversations/{id}/assignee',
  summary: { en: 'Assign to a staff member, or to nobody', ja: '担当者を割り当てる、または割り当てを外す' },
  body: z.object({ staffId: id.nullable() }),
})

export const changeStatus = endpoint({
  ...changed,
  method: 'PUT',
  path: '/api/conversations/{id}/status',
  summary: { en: 'Change the status', ja: 'ステータスを変更する' },
  body: z.object({ status }),
})

export const changePriority = endpoint({
  ...changed,
  method: 'PUT',
  path: '/api/conversations/{id}/priority',
  summary: { en: 'Change the priority', ja: '優先度を変更する' },
  body: z.object({ priority }),
})

export const changeTeam = endpoint({
  ...changed,
  method: 'PUT',
  path: '/api/conversations/{id}/team',
  summary: { en: 'Give to a team, or to none', ja: 'チームに割り当てる、または割り当てを外す' },
  body: z.object({ teamId: id.nullable() }),
})

export const changeSubject = endpoint({
  ...changed,
  method: 'PUT',
  path: '/api/conversations/{id}/subject',
  summary: { en: 'Change the subject', ja: '件名を変更する' },
  body: z.object({ subject: z.string().trim().max(500) }),
})

export const changeLanguage = endpoint({
  ...changed,
  method: 'PUT',
  path: '/api/conversations/{id}/language',
  summary: {
    en: 'Say which language the conversation is in, whatever was detected',
    ja: '検出結果にかかわらず、お問い合わせの言語を指定する',
  },
  body: z.object({ language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,8})?$/) }),
})

export const changeReason = endpoint({
  ...changed,
  method: 'PUT',
  path: '/api/conversations/{id}/reason',
  summary: { en: 'Set the contact reason, or none', ja: 'お問い合わせ種別を設定する、または外す' },
  body: z.object({ reasonId: id.nullable() }),
})

export const changeOrderNumber = endpoint({
  ...changed,
  method: 'PUT',
  path: '/api/conversations/{id}/order-number',
  summary: { en: 'Name the order it is about, or none', ja: '関係する注文の番号を設定する、または外す' },
  body: z.object({ orderNumber: z.string().trim().min(1).max(100).nullable() }),
})

export const changeFields = endpoint({
  ...changed,
  method: 'PATCH',
  path: '/api/conversations/{id}/fields',
  summary: {
    en: 'Fill in custom fields; null takes a value away, what is not named stays',
    ja: 'カスタム項目を入力する。nullで値を消す。指定しなかった項目はそのまま残る',
  },
  body: z.object({ fields: fieldWish }),
})

export const changeTags = endpoint({
  ...changed,
  method: 'PUT',
  path: '/api/conversations/{id}/tags',
  summary: {
    en: 'Set the tags; new ones are made. Case and width make no difference',
    ja: 'タグを設定する。ないタグは作成される。大文字と小文字、全角と半角は区別しない',
  },
  body: z.object({ tags: z.array(z.string().max(60)).max(30) }),
})

export const follow = endpoint({
  ...changed,
  method: 'PUT',
  path: '/api/conversations/{id}/follow',
  summary: {
    en: 'Follow: be told when the customer writes',
    ja: 'フォローする。お客様から連絡があると通知が届く',
  },
  role: 'read_only',
})

export const unfollow = endpoint({
  ...changed,
  method: 'DELETE',
  path: '/api/conversations/{id}/follow',
  summary: { en: 'Follow no longer', ja: 'フォローをやめる' },
  role: 'read_only',
})

export const snooze = endpoint({
  ...changed,
  method: 'PUT',
  path: '/api/conversations/{id}/snooze',
  summary: {
    en: 'Hide until a time, or with null until the customer writes',
    ja: '指定した時刻まで、nullのときはお客様から連絡があるまでスヌーズする',
  },
  body: z.object({
    until: time.nullable(),
    /** A message of the customer ends it before the time. */
    wakesOnReply: z.boolean().default(true),
  }),
})

export const unsnooze = endpoint({
  ...changed,
  method: 'DELETE',
  path: '/api/conversations/{id}/snooze',
  summary: { en: 'Show again now', ja: 'スヌーズを解除する' },
})

export const markSpam = endpoint({
  ...changed,
  method: 'PUT',
  path: '/api/conversations/{id}/spam',
  summary: { en: 'Mark as spam', ja: '迷惑メールにする' },
  /** Everything a blocked customer sends goes to spam. */
  body: z.object({ blockCustomer: z.boolean().default(false) }),
})

export const unmarkSpam = endpoint({
  ...changed,
  method: 'DELETE',
  path: '/api/conversations/{id}/spam',
  summary: {
    en: 'Not spam: back among the open ones, and the customer is no longer blocked',
    ja: '迷惑メールを解除する。お問い合わせは未対応に戻り、お客様のブロックも解除される',
  },
})

export const lockConversation = endpoint({
  ...changed,
  method: 'PUT',
  path: '/api/conversations/{id}/lock',
  summary: {
    en: 'Keep others from replying for two minutes; writing (presence) renews it',
    ja: '2分間、ほかの人が返信できないようにする。入力中であることを伝えると延長される',
  },
  /** Supervisors may take the lock of somebody else. */
  body: z.object({ takeOver: z.boolean().default(false) }),
})

export const unlockConversation = endpoint({
  ...changed,
  method: 'DELETE',
  path: '/api/conversations/{id}/lock',
  summary: { en: 'Let others reply again', ja: 'ほかの人が返信できるようにする' },
})
