import { sql } from 'kysely'
import { worksForBrand } from '#conversations/assign.ts'
import { refuseUnfitTwin } from '#people/brands/twins.ts'
import { m } from '#texts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import { lockByName, type Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { locales } from '#platform/locale.ts'
import { invalid, notFound } from '#platform/refusal.ts'
import {
  type EscalationSettings,
  escalationWords,
  type LevelWish,
  noticePlaceholders,
} from './contract-settings.ts'
import { levelsOf } from './levels.ts'

export type Words = EscalationSettings['words']

/** The desk's own words, with the places that are filled in when they are sent. */
export function usualWords(): Words {
  const [raised, accepted] = [
    { en: '', ja: '' },
    { en: '', ja: '' },
  ]
  for (const locale of locales) {
    const names = {
      name: '{{customer.name}}',
      brand: '{{brand}}',
      number: '{{number}}',
      level: '{{level}}',
      person: '{{person}}',
      by: '{{by}}',
    }
    raised[locale] = m.escalation_tell_raised(names, { locale })
    accepted[locale] = m.escalation_tell_accepted(names, { locale })
  }
  return { raised, accepted }
}

/** Levels, reasons and words of a brand. */
export async function settingsOf(
  tx: Tx,
  brandId: number,
): Promise<EscalationSettings & { brandId: number; usualWords: Words }> {
  if (!tx.inBrands.includes(brandId)) throw notFound('brand')
  const levels = await levelsOf(tx, brandId)
  const { rows: people } = await sql<{ levelId: number; staffId: number }>`
    select level_id as "levelId", staff_id as "staffId" from escalation_level_staff
    where brand_id = ${brandId} order by staff_id`.execute(tx)
  return {
    brandId,
    levels: levels.map(({ position: _, ...level }) => ({
      ...level,
      staffIds: people.filter((one) => one.levelId === level.id).map((one) => one.staffId),
    })),
    reasons: await reasonsOf(tx, brandId),
    ...(await tellingOf(tx, brandId)),
    usualWords: usualWords(),
  }
}

export async function reasonsOf(tx: Tx, brandId: number) {
  return tx
    .selectFrom('escalation_reasons')
    .select(['id', 'name_ja as nameJa', 'name_en as nameEn'])
    .where('brand_id', '=', brandId)
    .where('removed_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

/** Whether and in which words customers are told. */
export async function tellingOf(tx: Tx, brandId: number) {
  const row = await tx
    .selectFrom('escalation_settings')
    .select([
      'tells_when_raised as tellsWhenRaised',
      'tells_when_accepted as tellsWhenAccepted',
      'raises_when_asked as raisesWhenAsked',
      'words',
    ])
    .where('brand_id', '=', brandId)
    .executeTakeFirst()
  const words = escalationWords.safeParse(row?.words ?? {})
  return {
    tellsWhenRaised: row?.tellsWhenRaised ?? true,
    tellsWhenAccepted: row?.tellsWhenAccepted ?? true,
    raisesWhenAsked: row?.raisesWhenAsked ?? true,
    words: words.success ? words.data : escalationWords.parse({}),
  }
}

/** Sets all of it at once: what is left out is removed, and stays where it is named already. */
export async function saveSettings(
  tx: Tx,
  caller: Caller,
  brandId: number,
  wish: EscalationSettings,
): Promise<void> {
  if (!tx.inBrands.includes(brandId)) throw notFound('brand')
  for (const one of ['raised', 'accepted'] as const)
    refuseUnfitTwin(`words.${one}`, wish.words[one], noticePlaceholders)
  await lockByName(tx, `escalation of ${brandId}`)
  await saveLevels(tx, brandId, wish.levels)
  await saveReasons(tx, brandId, wish.reasons)
  const telling = {
    tells_when_raised: wish.tellsWhenRaised,
    tells_when_accepted: wish.tellsWhenAccepted,
    raises_when_asked: wish.raisesWhenAsked,
    words: JSON.stringify(wish.words),
  }
  await tx
    .insertInto('escalation_settings')
    .values({ brand_id: brandId, ...telling })
    .onConflict((conflict) => conflict.column('brand_id').doUpdateSet(telling))
    .execute()
  await record(tx, { type: 'escalation.settings_changed', brandId, actor: actorOf(caller) })
}

async function saveLevels(tx: Tx, brandId: number, levels: readonly LevelWish[]): Promise<void> {
  const kept: number[] = []
  for (const [position, level] of levels.entries()) {
    await refuseUnfitLevel(tx, brandId, level, `levels.${position}`)
    const row = {
      position,
      name_ja: level.nameJa,
      name_en: level.nameEn,
      team_id: level.teamId,
      calendar_id: level.calendarId,
      accept_minutes: level.acceptMinutes,
      answer_minutes: level.answerMinutes,
      deputy_id: level.deputyId,
    }
    const id = await saveRow(tx, 'escalation_levels', brandId, level.id, row)
    kept.push(id)
    await tx
      .deleteFrom('escalation_level_staff')
      .where('brand_id', '=', brandId)
      .where('level_id', '=', id)
      .execute()
    const people = [...new Set(level.staffIds)].map((staff_id) => ({
      brand_id: brandId,
      level_id: id,
      staff_id,
    }))
    if (people.length > 0) await tx.insertInto('escalation_level_staff').values(people).execute()
  }
  await removeOthers(tx, 'escalation_levels', brandId, kept)
}

async function refuseUnfitLevel(tx: Tx, brandId: number, level: LevelWish, field: string): Promise<void> {
  const { teamId, calendarId } = level
  const unknown = (where: string) =>
    invalid(`${field}.${where}`, 'not_in_brand', (locale) => m.escalation_not_in_brand({}, { locale }))
  if (teamId === null && level.staffIds.length === 0)
    throw invalid(`${field}.staffIds`, 'nobody_asked', (locale) => m.escalation_nobody_asked({}, { locale }))
  for (const id of [...level.staffIds, ...(level.deputyId === null ? [] : [level.deputyId])])
    if (!(await worksForBrand(tx, brandId, id, 'answers')))
      throw unknown(id === level.deputyId ? 'deputyId' : 'staffIds')
  if (teamId !== null) {
    const team = await tx.selectFrom('teams').select('id').where('id', '=', teamId).executeTakeFirst()
    if (!team) throw unknown('teamId')
  }
  if (calendarId === null) return
  const calendar = await tx
    .selectFrom('calendars')
    .select('id')
    .where('brand_id', '=', brandId)
    .where('id', '=', calendarId)
    .executeTakeFirst()
  if (!calendar) throw unknown('calendarId')
}

async function saveReasons(tx: Tx, brandId: number, reasons: EscalationSettings['reasons']): Promise<void> {
  const kept: number[] = []
  for (const [position, { id, nameJa, nameEn }] of reasons.entries())
    kept.push(
      await saveRow(tx, 'escalation_reasons', brandId, id, { position, name_ja: nameJa, name_en: nameEn }),
    )
  await removeOthers(tx, 'escalation_reasons', brandId, kept)
}

type Table = 'escalation_levels' | 'escalation_reasons'

async function saveRow(
  tx: Tx,
  table: Table,
  brandId: number,
  id: number | undefined,
  row: Record<string, unknown>,
): Promise<number> {
  const columns = Object.keys(row)
  const values = sql.join(columns.map((one) => sql`${row[one]}`))
  const names = sql.join(columns.map((one) => sql.ref(one)))
  const { rows } =
    id === undefined
      ? await sql<{ id: number }>`
          insert into ${sql.table(table)} (brand_id, ${names}) values (${brandId}, ${values}) returning id`.execute(
          tx,
        )
      : await sql<{ id: number }>`
          update ${sql.table(table)} set (${names}, removed_at) = (${values}, null)
          where brand_id = ${brandId} and id = ${id} returning id`.execute(tx)
  const [saved] = rows
  if (!saved) throw notFound(table === 'escalation_levels' ? 'escalation level' : 'escalation reason')
  return saved.id
}

const removeOthers = (tx: Tx, table: Table, brandId: number, kept: number[]) =>
  sql`update ${sql.table(table)} set removed_at = ${now()}
    where brand_id = ${brandId} and removed_at is null and id <> all (${kept}::bigint[])`.execute(tx)
