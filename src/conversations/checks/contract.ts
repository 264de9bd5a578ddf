import { z } from 'zod'
import { byId, endpoint, id, nothing, pageOf, paging } from '#platform/endpoint.ts'
import { address } from '../contract.ts'

const tag = 'Checks'

/**
 * `placeholder`: something was left to be filled in. `attachment`: one is spoken of and none is there. `forbidden_word`, `warning_word`:
 * of the brand's list. `recipient`: nobody of this conversation. `language`: not the customer's. `other_name`, `other_order`: another
 * customer's. `promise`: said, and not recorded.
 */
export const checkNames = [
  'placeholder',
  'attachment',
  'forbidden_word',
  'warning_word',
  'recipient',
  'language',
  'other_name',
  'other_order',
  'promise',
] as const
export type CheckName = (typeof checkNames)[number]

export const checkLevels = ['off', 'warn', 'block'] as const
const level = z.enum(checkLevels)
export type CheckLevel = z.infer<typeof level>

/** What holds where a brand has said nothing. */
export const checkLevelsOf = z.object({
  placeholder: level.default('block'),
  attachment: level.default('warn'),
  forbidden_word: level.default('block'),
  warning_word: level.default('warn'),
  recipient: level.default('warn'),
  language: level.default('warn'),
  other_name: level.default('warn'),
  other_order: level.default('warn'),
  promise: level.default('warn'),
})

/** A place to look at before a message leaves. */
export const finding = z.object({
  /** The same for the same finding, so that it can be accepted. */
  id: z.string(),
  check: z.enum(checkNames),
  /** `warn`: accepted by its writer it passes. `block`: it does not. */
  level: z.enum(['warn', 'block']),
  /** The words of the message it is about, as they stand there; '' when it is about none. */
  found: z.string(),
  what: z.string(),
  /** What to do instead; '' when that goes without saying. */
  advice: z.string(),
})
export type Finding = z.infer<typeof finding>

/** What a message's writer says to the findings it was refused with. */
export const checksOfReply = z.object({
  /** Ids of warnings its writer has seen and sends it with. */
  accepted: z.array(z.string().max(300)).max(100).default([]),
  /** Why it leaves over a check that stops it; only from those whom the brand lets. */
  reason: z.string().trim().max(500).optional(),
})
export type ChecksOfReply = z.infer<typeof checksOfReply>

/** A message as it stands while it is written. */
const written = z.object({
  text: z.string().max(500_000).optional(),
  html: z.string().max(2_000_000).optional(),
  subject: z.string().max(500).optional(),
  to: z.array(address).max(100).default([]),
  cc: z.array(address).max(100).default([]),
  bcc: z.array(address).max(100).default([]),
  /** How many files hang on it. */
  attachments: z.number().int().nonnegative().default(0),
  /** Whether promises are recorded with it. */
  isPromising: z.boolean().default(false),
  /** The same in two languages: one of them is the customer's. */
  isInBoth: z.boolean().default(false),
})
const found = z.object({
  items: z.array(finding),
  /** Whether the caller may send all the same, with a reason, what is stopped. */
  mayPass: z.boolean(),
})

export const findInReply = endpoint({
  method: 'POST',
  path: '/api/conversations/{id}/reply-checks',
  summary: {
    en: 'What a reply would be warned of or stopped for, as it stands; nothing is recorded',
    ja: '返信を送る前に確認すべき点を調べる。記録はしない',
  },
  tag,
  params: byId,
  bodyLimit: 4 * 1024 * 1024,
  body: written.extend({ kind: z.enum(['reply', 'forward']).default('reply') }),
  reply: found,
})

export const findInText = endpoint({
  method: 'POST',
  path: '/api/brands/{id}/reply-checks',
  summary: {
    en: 'What a text would be warned of or stopped for by a brand’s checks, as far as no conversation is needed; nothing is recorded',
    ja: 'ブランドの送信前チェックで、文章の確認すべき点を調べる（お問い合わせによらない項目のみ）。記録はしない',
  },
  tag,
  params: byId,
  bodyLimit: 4 * 1024 * 1024,
  body: written,
  reply: found,
})

export const replyChecks = z.object({
  levels: checkLevelsOf,
  /** How the brand's order numbers look, by examples such as HK-100231: each digit stands for any. Empty: as most do. */
  orderExamples: z.string().max(200),
  /** Who may send all the same, with a reason, what a check stops. */
  passedBy: z.enum(['nobody', 'supervisor']),
})
export type ReplyChecks = z.output<typeof replyChecks>

export const getReplyChecks = endpoint({
  method: 'GET',
  path: '/api/brands/{id}/reply-checks',
  summary: { en: 'What a brand looks for before a reply leaves', ja: 'ブランドの送信前チェックの設定' },
  tag,
  params: byId,
  reply: replyChecks,
})

export const changeReplyChecks = endpoint({
  method: 'PUT',
  path: '/api/brands/{id}/reply-checks',
  summary: {
    en: 'Set which checks warn, which stop a reply, and which are off',
    ja: '送信前チェックの項目ごとに、警告・送信停止・オフを設定する',
  },
  tag,
  role: 'supervisor',
  params: byId,
  body: z.object({
    levels: checkLevelsOf.partial().default({}),
    orderExamples: replyChecks.shape.orderExamples.optional(),
    passedBy: replyChecks.shape.passedBy.optional(),
  }),
  reply: replyChecks,
})

export const checkedWord = z.object({
  id,
  brandId: id,
  kind: z.enum(['forbidden', 'warning']),
  word: z.string(),
  why: z.string(),
  instead: z.string(),
})
export type CheckedWord = z.infer<typeof checkedWord>

const word = z.object({
  kind: checkedWord.shape.kind,
  word: z.string().trim().min(1).max(100),
  why: z.string().trim().max(300),
  instead: z.string().trim().max(300),
})

export const listCheckedWords = endpoint({
  method: 'GET',
  path: '/api/checked-words',
  summary: {
    en: 'Words a brand does not say, or not without a second thought, by name',
    ja: '使用禁止語と注意語の一覧',
  },
  tag,
  query: z.object({ brandId: id.optional(), ...paging.shape }),
  reply: pageOf(checkedWord),
})

export const addCheckedWord = endpoint({
  method: 'POST',
  path: '/api/checked-words',
  summary: { en: 'Add a forbidden word or one to be warned of', ja: '使用禁止語または注意語を追加する' },
  tag,
  role: 'supervisor',
  body: word.extend({
    brandId: id,
    why: word.shape.why.default(''),
    instead: word.shape.instead.default(''),
  }),
  reply: checkedWord,
})

export const changeCheckedWord = endpoint({
  method: 'PATCH',
  path: '/api/checked-words/{id}',
  summary: { en: 'Change such a word, why it is one, or what to say instead', ja: '登録した語句を変更する' },
  tag,
  role: 'supervisor',
  params: byId,
  body: word.partial(),
  reply: checkedWord,
})

export const deleteCheckedWord = endpoint({
  method: 'DELETE',
  path: '/api/checked-words/{id}',
  summary: { en: 'Take a word off the list', ja: '登録した語句を削除する' },
  tag,
  role: 'supervisor',
  params: byId,
  reply: nothing,
})
