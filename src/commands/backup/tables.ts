import type pg from 'pg'
import { quoted } from '../loading/quoted.ts'
import type { Manifest } from './manifest.ts'

/** Every table whose rows are kept: ours and the waiting jobs. What a crash may forget (presence) is not. */
export async function tablesOf(client: pg.ClientBase): Promise<Manifest['tables']> {
  const { rows } = await client.query<Manifest['tables'][number]>(`
    select n.nspname || '.' || c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind in ('r', 'p') and c.relpersistence = 'p' and not c.relispartition
      and (n.nspname = 'public' and c.relname <> 'migrations' or n.nspname = 'graphile_worker' and c.relname like '\\_private\\_%')
    group by 1 order by 1`)
  return rows
}

export async function sequencesOf(client: pg.ClientBase): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ name: string }>(`
    select schemaname || '.' || sequencename as name from pg_sequences
    where schemaname in ('public', 'graphile_worker') order by 1`)
  const sequences: Manifest['sequences'] = {}
  for (const { name } of rows) {
    const found = await client.query(
      `select last_value::text as last, is_called as "isCalled" from ${quoted(name)}`,
    )
    sequences[name] = found.rows[0]
  }
  return sequences
}

/**
 * How a table is read for a backup. Transaction numbers mean nothing in another database, and events that wait to be dispatched
 * are told from the others by them: 3 and 4 are below every number a database gives out, 3 for what is dispatched and 4 for what
 * is not, and the cursor stands between them.
 */
export function selectOf({ name, columns }: Manifest['tables'][number]): string {
  const list = columns.map((column) => special[`${name}.${column}`] ?? quoted(column))
  return `select ${list.join(', ')} from ${quoted(name)}`
}

const special: Record<string, string> = {
  'public.events.transaction': `case when (transaction, id) > (
    select transaction, event_id from event_cursors where reader = 'consequences') then '4' else '3' end`,
  'public.event_cursors.transaction': `'3'`,
  'public.event_cursors.event_id': String(Number.MAX_SAFE_INTEGER),
  // A job that runs while the backup is made is run again by whoever restores it.
  'graphile_worker._private_jobs.locked_at': 'null',
  'graphile_worker._private_jobs.locked_by': 'null',
  'graphile_worker._private_job_queues.locked_at': 'null',
  'graphile_worker._private_job_queues.locked_by': 'null',
}
