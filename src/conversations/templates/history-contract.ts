import { z } from 'zod'
import { byId, endpoint, id, pageOf, paging, time } from '#platform/endpoint.ts'
import { person } from '../contract.ts'
import { template } from './contract.ts'

const tag = 'Templates'

/** What a template says and does, as it stood once. */
export const templateState = template.pick({
  name: true,
  folder: true,
  shortcut: true,
  keywords: true,
  textEn: true,
  textJa: true,
  actions: true,
  staleTwin: true,
})
export type TemplateState = z.infer<typeof templateState>

export const templateChange = z.object({
  /** Its event. */
  id,
  kind: z.enum(['created', 'changed', 'twin_checked']),
  at: time,
  /** Null where the desk itself did it. */
  by: person.nullable(),
  before: templateState.nullable(),
  after: templateState,
  /** The change whose state was taken back with this one. */
  restoredId: id.nullable(),
  restoredAt: time.nullable(),
})
export type TemplateChange = z.infer<typeof templateChange>

export const getTemplateHistory = endpoint({
  method: 'GET',
  path: '/api/templates/{id}/history',
  summary: {
    en: 'Who changed what of a template and when, latest first',
    ja: 'テンプレートの変更履歴（新しい順）',
  },
  tag,
  params: byId,
  query: paging,
  reply: pageOf(templateChange),
})

export const restoreTemplate = endpoint({
  method: 'POST',
  path: '/api/templates/{id}/restoration',
  summary: {
    en: 'Take a template back to what it was after one of its changes; that is a change itself',
    ja: 'テンプレートを、指定した変更の直後の内容に戻す。戻したことも履歴に残る',
  },
  tag,
  params: byId,
  body: z.object({ changeId: id }),
  reply: template,
})
