import { type Kysely, sql } from 'kysely'
import type { DB } from '#database/tables.ts'
import { m } from '#texts'
import type { Caller } from '#platform/caller.ts'
import type { Locale } from '#platform/locale.ts'
import { invalid } from '#platform/refusal.ts'
import type { Me } from './contract.ts'

/** The caller with everything the screens need first. */
export async function readMe(tx: Kysely<DB>, caller: Caller): Promise<Me> {
  const { rows } = await sql<Me>`
    select staff.id, staff.name, staff.email, staff.role, staff.locale, staff.time_zone as "timeZone", staff.theme,
      jsonb_build_object('en', staff.signature_en, 'ja', staff.signature_ja) as signature, staff.settings,
      staff.totp_confirmed_at is not null as "hasTotp", staff.away_since is not null as "isAway", cardinality(staff.recovery_code_hashes) as "recoveryCodesLeft",
      jsonb_build_object('name', organisation.name, 'locale', organisation.locale) as organisation,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'slug', slug, 'name', name, 'colour', colour, 'locale', locale,
          'timeZone', time_zone) order by name, id), '[]')
        from brands where id = any(${caller.brands}::bigint[])) as brands,
      (select coalesce(jsonb_agg(jsonb_build_object('id', teams.id, 'name', teams.name) order by teams.name), '[]')
        from teams join team_members on team_id = teams.id where staff_id = staff.id) as teams
    from staff, organisation where staff.id = ${caller.staffId}`.execute(tx)
  const [found] = rows
  if (!found) throw new Error(`Staff member ${caller.staffId} is not there`)
  return found
}

export type ChangeOfMe = {
  name?: string | undefined
  locale?: Locale | undefined
  timeZone?: string | undefined
  theme?: 'system' | 'light' | 'dark' | undefined
  signature?: { en?: string | undefined; ja?: string | undefined } | undefined
  settings?: Record<string, unknown> | undefined
}

/** Changes what a person decides about themselves. */
export async function changeMe(tx: Kysely<DB>, staffId: number, change: ChangeOfMe): Promise<void> {
  const { name, locale, timeZone, theme, signature, settings } = change
  const columns = {
    ...(name === undefined ? {} : { name }),
    ...(locale === undefined ? {} : { locale }),
    ...(timeZone === undefined ? {} : { time_zone: timeZone }),
    ...(theme === undefined ? {} : { theme }),
    ...(signature?.en === undefined ? {} : { signature_en: signature.en }),
    ...(signature?.ja === undefined ? {} : { signature_ja: signature.ja }),
    ...(settings === undefined ? {} : { settings: merged(settings) }),
  }
  if (Object.keys(columns).length === 0) return
  const changed = await tx
    .updateTable('staff')
    .set(columns)
    .where('id', '=', staffId)
    .returning(sql<number>`octet_length(settings::text)`.as('size'))
    .executeTakeFirstOrThrow()
  if (changed.size > 50_000) {
    throw invalid('settings', 'too_large', (locale) => m.platform_too_large({}, { locale }))
  }
}

function merged(settings: Record<string, unknown>) {
  return sql<string>`jsonb_strip_nulls(settings || ${JSON.stringify(settings)}::jsonb)`
}
