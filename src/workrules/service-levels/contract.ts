import { z } from 'zod'
import { channel, priority } from '#conversations/contract.ts'
import { byId, endpoint, id, nothing, time } from '#platform/endpoint.ts'

const tag = 'Service levels'

/** Statuses in which a clock may stand. */
export const pausing = ['pending_customer', 'pending_client', 'on_hold'] as const
export const clockKinds = ['first', 'next', 'resolution'] as const
export const clockKind = z.enum(clockKinds)
export type ClockKind = z.output<typeof clockKind>

/** Which conversations it is for: one of each list; an empty list asks nothing. */
export const conditions = z.object({
  priorities: z.array(priority).default([]),
  channels: z.array(channel).default([]),
  languages: z.array(z.string().max(20)).max(20).default([]),
  reasonIds: z.array(id).max(200).default([]),
  teamIds: z.array(id).max(200).default([]),
  tags: z.array(z.string().max(60)).max(50).default([]),
})
export type Conditions = z.output<typeof conditions>

// Ten years: what is longer is a mistake of the keyboard.
const minutes = z.int().min(1).max(5_256_000)
const name = z.string().trim().min(1).max(100)

const policy = {
  name,
  conditions: conditions.prefault({}),
  firstMinutes: minutes.nullable().default(null),
  nextMinutes: minutes.nullable().default(null),
  resolutionMinutes: minutes.nullable().default(null),
  /** By the hours of the calendar that holds, or around the clock. */
  counts: z.enum(['business', 'clock']).default('business'),
  /** So long before the deadline somebody is told; or else by `warnPercent`. */
  warnMinutes: minutes.nullable().default(null),
  /** When so much of each target's own time is over somebody is told. */
  warnPercent: z.int().min(1).max(99).nullable().default(null),
  pauses: z.array(z.enum(pausing)).default(['pending_customer', 'pending_client']),
}

export const wish = z.object(policy)
export type ServiceLevelWish = z.output<typeof wish>

export const serviceLevel = z.object({ id, brandId: id, position: z.int(), ...policy })
export type ServiceLevel = z.output<typeof serviceLevel>

export const listServiceLevels = endpoint({
  method: 'GET',
  path: '/api/service-levels',
  summary: {
    en: 'Service levels in their order: the first that fits a conversation is its own',
    ja: '対応目標の一覧（並び順どおり）。お問い合わせには、最初に条件を満たしたものが適用される',
  },
  tag,
  query: z.object({ brandId: id.optional() }),
  reply: z.object({ items: z.array(serviceLevel), nextCursor: z.null() }),
})

export const createServiceLevel = endpoint({
  method: 'POST',
  path: '/api/service-levels',
  summary: {
    en: 'Make a service level, the last in order; clocks that run are reckoned anew',
    ja: '対応目標を最後に追加する。進行中の期限は計算し直される',
  },
  tag,
  role: 'supervisor',
  body: wish.extend({ brandId: id }),
  reply: serviceLevel,
})

export const changeServiceLevel = endpoint({
  method: 'PUT',
  path: '/api/service-levels/{id}',
  summary: {
    en: 'Write a service level anew; clocks that run are reckoned anew',
    ja: '対応目標を書き換える。進行中の期限は計算し直される',
  },
  tag,
  role: 'supervisor',
  params: byId,
  body: wish,
  reply: serviceLevel,
})

export const placeServiceLevel = endpoint({
  method: 'PUT',
  path: '/api/service-levels/{id}/place',
  summary: { en: 'Move a service level before another, or to the end', ja: '対応目標の順番を変える' },
  tag,
  role: 'supervisor',
  params: byId,
  body: z.object({ beforeId: id.nullable() }),
  reply: nothing,
})

export const deleteServiceLevel = endpoint({
  method: 'DELETE',
  path: '/api/service-levels/{id}',
  summary: {
    en: 'Delete a service level; what it has recorded stays',
    ja: '対応目標を削除する。これまでの記録は残る',
  },
  tag,
  role: 'supervisor',
  params: byId,
  reply: nothing,
})

export const deadline = z.object({
  kind: clockKind,
  serviceLevel: z.string(),
  startedAt: time,
  /** Null while it stands, or when nobody is ever there. */
  dueAt: time.nullable(),
  /** Since when it stands, and for what. */
  pausedAt: time.nullable(),
  pausedFor: z.enum(pausing).nullable(),
  /** What is left of its own time, in minutes; below zero when it is over. */
  minutesLeft: z.int(),
  endedAt: time.nullable(),
  isBreached: z.boolean(),
  /** Somebody has been warned of it; where the level warns of nothing, less than an hour is left. */
  isNear: z.boolean(),
  /** The same in words of the reader's language, on the clocks of the reader and the customer. */
  text: z.string(),
})
export type Deadline = z.output<typeof deadline>

export const listDeadlines = endpoint({
  method: 'GET',
  path: '/api/conversations/{id}/deadlines',
  summary: {
    en: 'The clocks of a conversation that run, and those that have ended, newest first',
    ja: 'お問い合わせの期限の一覧。進行中のもの、終了したものの順（新しい順）',
  },
  tag,
  params: byId,
  reply: z.object({ items: z.array(deadline), nextCursor: z.null() }),
})
