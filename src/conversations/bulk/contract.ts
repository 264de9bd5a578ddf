import { z } from 'zod'
import { byId, endpoint, id, time } from '#platform/endpoint.ts'
import { conversationFilter, priority, status } from '../contract.ts'

const tag = 'Bulk changes'

/** What may be changed of a conversation besides writing in it; a template's actions are of the same kinds. */
export const changes = {
  assign: z.object({ kind: z.literal('assign'), staffId: id.nullable() }),
  team: z.object({ kind: z.literal('team'), teamId: id.nullable() }),
  status: z.object({ kind: z.literal('status'), status }),
  priority: z.object({ kind: z.literal('priority'), priority }),
  reason: z.object({ kind: z.literal('reason'), reasonId: id.nullable() }),
  tag: z.object({
    kind: z.literal('tag'),
    add: z.array(z.string().max(60)).max(30).default([]),
    remove: z.array(z.string().max(60)).max(30).default([]),
  }),
}

export const bulkChange = z.discriminatedUnion('kind', [
  changes.assign,
  changes.team,
  changes.status,
  changes.priority,
  changes.reason,
  changes.tag,
  z.object({ kind: z.literal('snooze'), until: time.nullable() }),
  z.object({ kind: z.literal('unsnooze') }),
  z.object({ kind: z.literal('spam') }),
  z.object({ kind: z.literal('read') }),
])
export type BulkChange = z.infer<typeof bulkChange>

export const bulkProgress = z.object({
  id,
  /** How many conversations it is about; null until they have been counted. */
  total: z.number().int().nullable(),
  done: z.number().int(),
  /** Not changed, for instance because the form of its contact reason is not filled in. */
  refused: z.number().int(),
  /** Which they were, once it is finished: the first 200. */
  refusedIds: z.array(id),
  isFinished: z.boolean(),
  createdAt: time,
})

export const startBulkChange = endpoint({
  method: 'POST',
  path: '/api/bulk-changes',
  summary: {
    en: 'Change many conversations: a selection, or everything a view shows now',
    ja: '複数のお問い合わせを一括で変更する。選択したお問い合わせ、またはビューに現在表示されるすべてが対象',
  },
  tag,
  body: z.object({
    selection: z.union([
      z.object({ ids: z.array(id).min(1).max(10_000) }),
      z.object({ filter: conversationFilter }),
    ]),
    change: bulkChange,
  }),
  reply: bulkProgress,
})

export const getBulkChange = endpoint({
  method: 'GET',
  path: '/api/bulk-changes/{id}',
  summary: { en: 'How far a bulk change is', ja: '一括操作の進み具合' },
  tag,
  params: byId,
  reply: bulkProgress,
})
