import type pg from 'pg'
import type { Manifest } from './manifest.ts'
import { quoted } from './tables.ts'

/**
 * Makes the tables take rows in any order inside this transaction, and answers how to make them as they were: foreign keys are taken
 * off and put back (which checks every row), triggers rest, the wall lets the owner pass. COPY does not work through row-level
 * security.
 */
export async function loadable(client: pg.Client, tables: Manifest['tables']): Promise<() => Promise<void>> {
  const names = tables.map((table) => table.name)
  const { rows: keys } = await client.query<{ tableName: string; key: string; definition: string }>(
    `select n.nspname || '.' || c.relname as "tableName", k.conname as key, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'f' and k.conparentid = 0 and n.nspname || '.' || c.relname = any($1)`,
    [names],
  )
  const { rows: walled } = await client.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relforcerowsecurity and n.nspname || '.' || c.relname = any($1)`,
    [names],
  )
  await client.query(`truncate ${names.map(quoted).join(', ')} cascade`)
  for (const { tableName, key } of keys) {
    await client.query(`alter table ${quoted(tableName)} drop constraint ${quoted(key)}`)
  }
  for (const { name } of walled) await client.query(`alter table ${quoted(name)} no force row level security`)
  for (const name of names) await client.query(`alter table ${quoted(name)} disable trigger user`)
  return async () => {
    for (const name of names) await client.query(`alter table ${quoted(name)} enable trigger user`)
    for (const { tableName, key, definition } of keys) {
      await client.query(`alter table ${quoted(tableName)} add constraint ${quoted(key)} ${definition}`)
    }
    for (const { name } of walled) await client.query(`alter table ${quoted(name)} force row level security`)
  }
}
