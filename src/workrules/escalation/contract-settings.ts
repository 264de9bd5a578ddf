import { z } from 'zod'
import { byId, endpoint, id } from '#platform/endpoint.ts'

const tag = 'Escalation'

const name = z.string().trim().min(1).max(60)
const twin = z.object({
  en: z.string().trim().max(2_000).default(''),
  ja: z.string().trim().max(2_000).default(''),
})

/** What the words customers are told may name. */
export const noticePlaceholders = ['customer.name', 'brand', 'number', 'level', 'person', 'by'] as const

export const escalationLevel = z.object({
  /** Absent: a new one. */
  id: id.optional(),
  nameJa: name,
  nameEn: name,
  teamId: id.nullable().default(null),
  staffIds: z.array(id).max(50).default([]),
  /** Whose hours count; the brand's where none is named. */
  calendarId: id.nullable().default(null),
  /** Within so many open minutes somebody takes it over. */
  acceptMinutes: z.number().int().min(5).max(10_080),
  /** Within so many open minutes the customer is answered: that is what they are told. */
  answerMinutes: z.number().int().min(5).max(20_160),
  /** Asked when nobody there has taken it over in time, or all are away. */
  deputyId: id.nullable().default(null),
})
export type LevelWish = z.infer<typeof escalationLevel>

export const escalationReason = z.object({ id: id.optional(), nameJa: name, nameEn: name })

export const escalationWords = z.object({
  raised: twin.default({ en: '', ja: '' }),
  accepted: twin.default({ en: '', ja: '' }),
})

export const escalationSettings = z.object({
  /** The lowest first. What is left out is removed; escalations that are there keep its name. */
  levels: z.array(escalationLevel).max(8),
  reasons: z.array(escalationReason).max(40),
  tellsWhenRaised: z.boolean().default(true),
  tellsWhenAccepted: z.boolean().default(true),
  /** Who asks the bot for somebody in charge is handed up at once. */
  raisesWhenAsked: z.boolean().default(true),
  /** What customers are told, in both languages; empty: the desk's own words. */
  words: escalationWords.default({ raised: { en: '', ja: '' }, accepted: { en: '', ja: '' } }),
})
export type EscalationSettings = z.infer<typeof escalationSettings>

const settingsOfBrand = escalationSettings.extend({
  brandId: id,
  /** The desk's own words, as they are sent where a brand has none. */
  usualWords: escalationWords,
})

export const getEscalationSettings = endpoint({
  method: 'GET',
  path: '/api/brands/{id}/escalation',
  summary: {
    en: 'Levels, reasons and words of escalation of a brand',
    ja: 'ブランドのエスカレーション段階・理由・お客様への文面',
  },
  tag,
  params: byId,
  reply: settingsOfBrand,
})

export const changeEscalationSettings = endpoint({
  method: 'PUT',
  path: '/api/brands/{id}/escalation',
  summary: {
    en: 'Set levels, reasons and words of escalation of a brand',
    ja: 'ブランドのエスカレーション段階・理由・お客様への文面を設定する',
  },
  tag,
  role: 'supervisor',
  params: byId,
  body: escalationSettings,
  reply: settingsOfBrand,
})
