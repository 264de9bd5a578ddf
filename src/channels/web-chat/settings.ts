import { z } from 'zod'

const twoLanguages = (most: number) =>
  z.object({ en: z.string().max(most).default(''), ja: z.string().max(most).default('') })
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)

/** When people answer: weekdays as in ISO 8601 (Monday is 1), times on the brand's clock. */
export const openingHours = z.array(
  z.object({ days: z.array(z.int().min(1).max(7)).min(1), from: clockTime, to: clockTime }),
)
export type OpeningHours = z.infer<typeof openingHours>

/** What a brand may set for its chat: the member `chat` of brands.settings. */
export const chatSettings = z.object({
  /** Shown above an empty conversation; the desk's own words when empty. */
  greeting: twoLanguages(500).default({ en: '', ja: '' }),
  /** Empty: no line about hours is shown. */
  hours: openingHours.default([]),
  /** When name and mail address are asked for. */
  ask: z.enum(['before', 'after', 'never']).default('after'),
  /** Pages that may show the chat, as origins; empty: any. */
  allowedOrigins: z.array(z.url({ protocol: /^https?$/ })).default([]),
  takesFiles: z.boolean().default(true),
  hasSound: z.boolean().default(true),
  /** How long an answer may lie unread after the visitor has left before it goes by mail. */
  mailAfterSeconds: z.int().min(5).max(86_400).default(60),
})
export type ChatSettings = z.infer<typeof chatSettings>

/** A brand's chat settings; what cannot be read falls back to the defaults, since a shop's chat must not go dark over it. */
export function chatSettingsOf(settings: unknown): ChatSettings {
  const chat = settings !== null && typeof settings === 'object' && 'chat' in settings ? settings.chat : {}
  const result = chatSettings.safeParse(chat ?? {})
  return result.success ? result.data : chatSettings.parse({})
}
