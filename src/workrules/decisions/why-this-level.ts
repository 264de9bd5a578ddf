import type { Conversation } from '#conversations/door.ts'
import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { type Choices, choicesOf } from '../rules/choices.ts'
import { appliedLevel } from '../service-levels/applied-level.ts'
import type { Conditions } from '../service-levels/contract.ts'

/** The service level a conversation has as it stands, and by which of its conditions. */
export async function whyThisLevel(tx: Tx, conversation: Conversation, locale: Locale) {
  const level = await appliedLevel(tx, conversation)
  if (!level) return null
  const { id, name } = level
  if (id === conversation.service_level_id)
    return { id, name, because: m.decisions_level_given({}, { locale }) }
  const asked = askedBy(level.conditions, await choicesOf(tx, conversation.brand_id, locale), locale)
  const because =
    asked.length === 0
      ? m.decisions_level_asks_nothing({}, { locale })
      : m.decisions_level_fits({ conditions: asked.join(locale === 'ja' ? '、' : '; ') }, { locale })
  return { id, name, because }
}

/** What a level asks of conversations, each list as a sentence. */
function askedBy(conditions: Conditions, choices: Choices, locale: Locale): string[] {
  const list = new Intl.ListFormat(locale, { type: 'disjunction' })
  const named = (from: keyof Choices, values: readonly (string | number)[]) =>
    values.map((one) => choices[from].find(({ value }) => value === one)?.name ?? String(one))
  const lists: [name: string, values: string[]][] = [
    [m.service_levels_priority({}, { locale }), named('priority', conditions.priorities)],
    [m.service_levels_channel({}, { locale }), named('channel', conditions.channels)],
    [m.settings_language({}, { locale }), named('language', conditions.languages)],
    [m.settings_reasons({}, { locale }), named('reason', conditions.reasonIds)],
    [m.settings_teams({}, { locale }), named('team', conditions.teamIds)],
    [m.settings_tags({}, { locale }), conditions.tags],
  ]
  return lists.flatMap(([name, values]) =>
    values.length === 0 ? [] : [m.rules_is({ name, value: list.format(values) }, { locale })],
  )
}
