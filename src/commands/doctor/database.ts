import { m } from '#texts'
import type { Database } from '#platform/database.ts'
import { knownMigrations } from '#platform/migrate.ts'
import { type Finding, found } from './finding.ts'

/** Whether PostgreSQL is one that keeps brands apart and has this version's schema. */
export async function lookAtDatabase(db: Database): Promise<Finding[]> {
  return [...(await lookAtServer(db)), await lookAtMigrations(db), await lookAtWalls(db)]
}

async function lookAtServer({ pool }: Database): Promise<Finding[]> {
  const { rows } = await pool.query<{
    number: number
    version: string
    role: string
    isStrong: boolean
    at: Date
  }>(`
    select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
      current_user as role, rolsuper or rolbypassrls as "isStrong", clock_timestamp() as at
    from pg_roles where rolname = current_user`)
  const [server] = rows
  if (!server) throw new Error('PostgreSQL does not know its own role')
  const { version, role, at } = server
  const apart = Math.abs(Date.now() - at.getTime()) / 1_000
  const seconds = apart.toFixed(1)
  return [
    server.number >= 150_000
      ? found('ok', (locale) => m.platform_doctor_version({ version }, { locale }))
      : found('trouble', (locale) => m.platform_doctor_old_version({ version }, { locale })),
    server.isStrong
      ? found('trouble', (locale) => m.platform_doctor_strong_role({ role }, { locale }))
      : found('ok', (locale) => m.platform_doctor_role({ role }, { locale })),
    apart < 5
      ? found('ok', (locale) => m.platform_doctor_clock({ seconds }, { locale }))
      : found('trouble', (locale) => m.platform_doctor_clock_off({ seconds }, { locale })),
  ]
}

async function lookAtMigrations({ pool }: Database): Promise<Finding> {
  const { rows } = await pool.query<{ name: string }>('select name from migrations')
  const missing = (await knownMigrations()).filter((name) => !rows.some((row) => row.name === name))
  const names = missing.join(', ')
  return missing.length > 0
    ? found('trouble', (locale) => m.platform_doctor_missing_migrations({ names }, { locale }))
    : found('ok', (locale) => m.platform_doctor_migrations({ count: rows.length }, { locale }))
}

async function lookAtWalls({ pool }: Database): Promise<Finding> {
  const { rows } = await pool.query<{ name: string; isWalled: boolean }>(`
    select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as "isWalled"
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'brand_id' and not a.attisdropped
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relname not in ('staff_brands', 'task_doors')`)
  const names = rows.filter((row) => !row.isWalled).map((row) => row.name)
  return names.length > 0
    ? found('trouble', (locale) => m.platform_doctor_missing_walls({ names: names.join(', ') }, { locale }))
    : found('ok', (locale) => m.platform_doctor_walls({ count: rows.length }, { locale }))
}
