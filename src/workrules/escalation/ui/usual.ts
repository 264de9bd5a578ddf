import { m } from '#texts'
import type { EscalationSettings } from '../contract-settings.ts'

const both = (words: (inputs: Record<string, never>, options: { locale: 'en' | 'ja' }) => string) => ({
  nameJa: words({}, { locale: 'ja' }),
  nameEn: words({}, { locale: 'en' }),
})

/** Three levels as many teams have them, still without people. */
export function usualLevels(): EscalationSettings['levels'] {
  const level = (
    words: Parameters<typeof both>[0],
    acceptMinutes: number,
    answerMinutes: number,
  ): EscalationSettings['levels'][number] => ({
    ...both(words),
    acceptMinutes,
    answerMinutes,
    teamId: null,
    staffIds: [],
    calendarId: null,
    deputyId: null,
  })
  return [
    level(m.escalation_level_agent, 60, 480),
    level(m.escalation_level_supervisor, 30, 240),
    level(m.escalation_level_manager, 120, 960),
  ]
}

/** Why conversations are handed up in most shops. */
export function usualReasons(): EscalationSettings['reasons'] {
  return [
    m.escalation_reason_manager,
    m.escalation_reason_authority,
    m.escalation_reason_knowledge,
    m.escalation_reason_threat,
    m.escalation_reason_safety,
    m.escalation_reason_again,
  ].map(both)
}
