import type { z } from 'zod'
import { chatSettings } from '#people/brands/contract.ts'

/** What a brand has set for its chat: the member `chat` of brands.settings. */
export type ChatSettings = z.output<typeof chatSettings>

/** A brand's chat settings; what cannot be read falls back to the defaults, since a shop's chat must not go dark over it. */
export function chatSettingsOf(settings: unknown): ChatSettings {
  const chat = settings !== null && typeof settings === 'object' && 'chat' in settings ? settings.chat : {}
  const result = chatSettings.safeParse(chat ?? {})
  return result.success ? result.data : chatSettings.parse({})
}
