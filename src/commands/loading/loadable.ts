import type pg from 'pg'
import { quoted } from './quoted.ts'

/**
 * Makes the tables take rows by COPY, in any order and fast, inside this transaction; answers how to make them
 * as they were. The wall lets the owner pass, since COPY does not work through row-level security. Foreign keys
 * and indexes are taken off and made anew at the end, which checks every row once and writes each index in its
 * order. All of it is undone if the transaction does not commit.
 */
export async function loadable(
  client: pg.ClientBase,
  names: readonly string[],
): Promise<() => Promise<void>> {
  const lower = await openWall(client, names)
  const { rows: keys } = await client.query<{ tableName: string; key: string; definition: string }>(
    `select n.nspname || '.' || c.relname as "tableName", k.conname as key, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'f' and k.conparentid = 0 and n.nspname || '.' || c.relname = any($1)`,
    [names],
  )
  // Those of primary keys and unique constraints stay: foreign keys of other tables
  // rest on them, and they refuse what is doubled.
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select n.nspname || '.' || i.relname as name, pg_get_indexdef(x.indexrelid) as definition
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
      join pg_namespace n on n.oid = c.relnamespace
    where n.nspname || '.' || c.relname = any($1) and c.relkind = 'r'
      and not exists (select from pg_constraint k where k.conindid = x.indexrelid)`,
    [names],
  )
  for (const { tableName, key } of keys)
    await client.query(`alter table ${quoted(tableName)} drop constraint ${quoted(key)}`)
  for (const { name } of indexes) await client.query(`drop index ${quoted(name)}`)
  return async () => {
    await client.query(`set local maintenance_work_mem = '512MB'`)
    for (const { definition } of indexes) await client.query(definition)
    for (const { tableName, key, definition } of keys)
      await client.query(`alter table ${quoted(tableName)} add constraint ${quoted(key)} ${definition}`)
    await lower()
  }
}

/** Lets the owner of the tables past their wall inside this transaction; answers how to close it again. */
export async function openWall(
  client: pg.ClientBase,
  names: readonly string[],
): Promise<() => Promise<void>> {
  const { rows: walled } = await client.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relforcerowsecurity and n.nspname || '.' || c.relname = any($1)`,
    [names],
  )
  for (const { name } of walled) await client.query(`alter table ${quoted(name)} no force row level security`)
  return async () => {
    for (const { name } of walled) await client.query(`alter table ${quoted(name)} force row level security`)
  }
}

/** Triggers rest inside this transaction, because what they write comes along; answers how to wake them. */
export async function withoutTriggers(
  client: pg.ClientBase,
  names: readonly string[],
): Promise<() => Promise<void>> {
  for (const name of names) await client.query(`alter table ${quoted(name)} disable trigger user`)
  return async () => {
    for (const name of names) await client.query(`alter table ${quoted(name)} enable trigger user`)
  }
}
