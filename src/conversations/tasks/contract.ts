import { z } from 'zod'
import { byId, endpoint, id, nothing, pageOf, paging, time } from '#platform/endpoint.ts'
import { taskWish } from './wish.ts'

const tag = 'Tasks'

export const taskStates = ['open', 'answered', 'done', 'cancelled'] as const

const person = z.object({ id, name: z.string() })

export const taskFile = z.object({
  id,
  name: z.string(),
  type: z.string(),
  size: z.number().int(),
  url: z.string(),
})
export type TaskFile = z.infer<typeof taskFile>

export const task = z.object({
  id,
  brandId: id,
  brandName: z.string(),
  /** Null for those who were asked and do not work for the brand: they see what was passed on, and nothing else. */
  conversation: z.object({ id, subject: z.string(), customerName: z.string() }).nullable(),
  title: z.string(),
  team: person.nullable(),
  /** Who is to answer it; for an expert, who sees to it that an answer comes. */
  owner: person.nullable(),
  expert: z.object({ name: z.string(), address: z.string() }).nullable(),
  /** Null: a rule or a flow asked. */
  askedBy: person.nullable(),
  askedAt: time,
  dueAt: time.nullable(),
  isOverdue: z.boolean(),
  state: z.enum(taskStates),
  answeredAt: time.nullable(),
  endedAt: time.nullable(),
  endedBy: person.nullable(),
  /** Why it was cancelled, where a flow asked that asks no longer; empty otherwise. */
  because: z.string(),
  /** The newest of what was said in it. */
  last: z.object({ text: z.string(), authorName: z.string(), isAnswer: z.boolean(), at: time }).nullable(),
  /** A mail of it did not arrive. */
  hasFailed: z.boolean(),
  /** An answer came whose sender no server vouches for, and nobody has accepted it yet. */
  hasDoubted: z.boolean(),
  /** What the caller may do: change and end it, answer for those who were asked, take it for themselves, accept an answer nobody vouches for. */
  may: z.object({ manage: z.boolean(), answer: z.boolean(), take: z.boolean(), accept: z.boolean() }),
})
export type Task = z.infer<typeof task>

export const taskMessage = z.object({
  id,
  /** An answer, or a word of those who ask. */
  isAnswer: z.boolean(),
  kind: z.enum(['message', 'auto_reply', 'bounce']),
  authorName: z.string(),
  fromAddress: z.string().nullable(),
  /** No server vouches that it is from its sender: it moved nothing until somebody accepted it. */
  isDoubted: z.boolean(),
  acceptedBy: person.nullable(),
  text: z.string(),
  folded: z.array(z.object({ kind: z.enum(['quote', 'signature']), text: z.string() })),
  deliveryState: z.enum(['queued', 'sending', 'sent', 'failed', 'unknown']).nullable(),
  /** Why it did not leave, in the reader's language. */
  failure: z.string().nullable(),
  files: z.array(taskFile),
  createdAt: time,
})
export type TaskMessage = z.infer<typeof taskMessage>

const taskPage = task.extend({ messages: z.array(taskMessage) })
export type TaskPage = z.infer<typeof taskPage>

export const listTasks = endpoint({
  method: 'GET',
  path: '/api/tasks',
  summary: {
    en: 'Questions to other departments and experts, next due first; ended ones, latest first',
    ja: '他部署や社外専門家への確認依頼（期限が近い順、完了分は新しい順）',
  },
  tag,
  query: z.object({
    brandId: id.optional(),
    /** `mine`: I answer or see to them. `team`: asked of a team of mine. `asked`: I asked. `all`: of the brands I work for. */
    of: z.enum(['mine', 'team', 'asked', 'all']).default('all'),
    state: z.enum(['open', 'answered', 'under_way', 'overdue', 'ended', 'any']).default('open'),
    conversationId: id.optional(),
    ...paging.shape,
  }),
  reply: pageOf(task),
})

export const countTasks = endpoint({
  method: 'GET',
  path: '/api/tasks/count',
  summary: {
    en: 'How many questions wait for the caller: to answer, of their teams, answered ones they asked',
    ja: '自分が回答する依頼、所属チームへの依頼、回答が届いた依頼の件数',
  },
  tag,
  reply: z.object({ mine: z.number().int(), team: z.number().int(), answered: z.number().int() }),
})

export const getTask = endpoint({
  method: 'GET',
  path: '/api/tasks/{id}',
  summary: { en: 'One question with all that was said in it', ja: '確認依頼と、そのやり取りを取得する' },
  tag,
  params: byId,
  reply: taskPage,
})

export const openTask = endpoint({
  method: 'POST',
  path: '/api/conversations/{id}/tasks',
  summary: {
    en: 'Ask a team, a colleague or an outside expert; the customer sees nothing of it',
    ja: '他部署・同僚・社外専門家に確認を依頼する。お客様には一切表示されない',
  },
  tag,
  params: byId,
  body: taskWish,
  reply: taskPage,
})

export const changeTask = endpoint({
  method: 'PATCH',
  path: '/api/tasks/{id}',
  summary: {
    en: 'Change its title or time, or give it to another team or person',
    ja: '件名や期限を変更する、または別のチームや担当者に渡す',
  },
  tag,
  params: byId,
  body: z.object({
    title: taskWish.shape.title.optional(),
    dueAt: time.nullable().optional(),
    teamId: id.nullable().optional(),
    ownerId: id.nullable().optional(),
  }),
  reply: taskPage,
})

export const takeTask = endpoint({
  method: 'POST',
  path: '/api/tasks/{id}/take',
  summary: { en: 'Answer it oneself, for the team that was asked', ja: 'チームへの依頼を自分が引き受ける' },
  tag,
  params: byId,
  reply: taskPage,
})

export const sayInTask = endpoint({
  method: 'POST',
  path: '/api/tasks/{id}/messages',
  summary: {
    en: 'Answer it, or ask on; to an expert what is asked goes by mail',
    ja: '回答する、または追加で質問する。社外専門家への質問はメールで送信される',
  },
  tag,
  params: byId,
  body: z.object({
    text: taskWish.shape.text,
    /** An expert's answer that came by phone is written down the same way. */
    isAnswer: z.boolean(),
    fileIds: z.array(id).max(50).default([]),
  }),
  reply: taskPage,
})

export const endTask = endpoint({
  method: 'POST',
  path: '/api/tasks/{id}/end',
  summary: { en: 'Say that it is done, or not needed any more', ja: '完了にする、または取り消す' },
  tag,
  params: byId,
  body: z.object({ state: z.enum(['done', 'cancelled']) }),
  reply: taskPage,
})

export const retryTaskMail = endpoint({
  method: 'POST',
  path: '/api/task-messages/{id}/retry',
  summary: { en: 'Send a mail again that did not arrive', ja: '届かなかったメールを再送する' },
  tag,
  params: byId,
  reply: nothing,
})

export const acceptTaskAnswer = endpoint({
  method: 'POST',
  path: '/api/task-messages/{id}/accept',
  summary: {
    en: 'Take an answer whose sender no server vouches for as the expert’s; only then it counts as one',
    ja: '送信者を確認できない回答を、先方の回答として受け入れる。受け入れるまで回答とは見なさない',
  },
  tag,
  params: byId,
  reply: nothing,
})

export const taskTimes = endpoint({
  method: 'GET',
  path: '/api/conversations/{id}/task-times',
  summary: {
    en: 'Times by which an answer may sensibly be asked for, by the calendar of those who are asked',
    ja: '依頼先の営業時間に沿った、回答期限の候補',
  },
  tag,
  params: byId,
  query: z.object({ teamId: id.optional() }),
  reply: z.object({
    items: z.array(
      z.object({
        key: z.enum(['two_hours', 'today', 'next_morning', 'next_day', 'three_days']),
        dueAt: time,
      }),
    ),
  }),
})

/** The largest file a question or an answer may carry; most mail servers refuse more. */
export const largestFile = 25 * 1024 * 1024

export const uploadTaskFile = endpoint({
  method: 'POST',
  path: '/api/tasks/{id}/files',
  summary: {
    en: 'Upload a file for an answer; name its id when answering',
    ja: '回答に添えるファイルをアップロードする。回答時にそのIDを指定する',
  },
  tag,
  params: byId,
  query: z.object({ name: z.string().min(1).max(1_000) }),
  takes: 'application/octet-stream',
  bodyLimit: largestFile,
  reply: taskFile,
})

export const getTaskFile = endpoint({
  method: 'GET',
  path: '/api/task-files/{id}/content',
  summary: { en: 'A file of a question or an answer', ja: '確認依頼に添えられたファイル' },
  tag,
  params: byId,
  query: z.object({ download: z.enum(['0', '1']).default('0') }),
  gives: 'application/octet-stream',
  reply: z.unknown(),
})
