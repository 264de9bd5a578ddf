import { sql } from 'kysely'
import { setClock } from '#platform/clock.ts'
import { type Database, inAllBrands } from '#platform/database.ts'

// A schema of its own, so that one statement takes all of it away again, also after the program was killed in the middle.
const create = `
create schema demo_week;
create table demo_week.stands (at timestamptz not null);
create function demo_week.write_its_time() returns trigger language plpgsql as $$
declare
  written jsonb := to_jsonb(new);
  stood timestamptz;
  name text;
begin
  foreach name in array tg_argv loop
    if (written->>name)::timestamptz = now() then
      stood := coalesce(stood, (select at from demo_week.stands));
      written := jsonb_set(written, array[name], to_jsonb(stood));
    end if;
  end loop;
  if stood is null then
    return new;
  end if;
  return jsonb_populate_record(new, written);
end
$$;
do $$
declare
  found record;
begin
  for found in
    select c.oid::regclass as place, string_agg(quote_literal(a.attname), ', ') as names
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname in ('public', 'graphile_worker') and c.relkind = 'r' and a.atttypid = 'timestamptz'::regtype
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      and c.relname not in ('known_crontabs', '_private_known_crontabs', 'migrations')
    group by c.oid
  loop
    execute format('create trigger zz_written_in_the_week before insert or update on %s for each row
      execute function demo_week.write_its_time(%s)', found.place, found.names);
  end loop;
end
$$;`

/**
 * Lets a time of one's choosing pass for the desk and for what the database writes by its own clock: a row that would say "now" says the
 * moment at which the desk stands. Taken away again by `forgetMovedClock`.
 */
export async function moveClock(db: Database): Promise<(at: Date) => Promise<void>> {
  await forgetMovedClock(db)
  await sql.raw(create).execute(db.open)
  await sql`insert into demo_week.stands values (now())`.execute(db.open)
  return async (at) => {
    setClock(() => at)
    await sql`update demo_week.stands set at = ${at}`.execute(db.open)
  }
}

export async function forgetMovedClock({ open }: Database): Promise<void> {
  setClock()
  await sql`drop schema if exists demo_week cascade`.execute(open)
}

/** Puts everything that has happened some time further back. */
export async function putBack(db: Database, milliseconds: number): Promise<void> {
  const { rows } = await sql<{ table: string; names: string[] }>`
    select c.oid::regclass::text as "table", array_agg(a.attname::text) as names
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname = 'public' and c.relkind = 'r' and a.atttypid = 'timestamptz'::regtype
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by c.oid`.execute(db.open)
  await inAllBrands(db, async (tx) => {
    for (const { table, names } of rows) {
      const place = sql.raw(table)
      const set = sql.join(
        names.map(
          (name) => sql`${sql.ref(name)} = ${sql.ref(name)} - ${`${milliseconds} milliseconds`}::interval`,
        ),
      )
      // Triggers tell of changes that this is none of.
      await sql`alter table ${place} disable trigger user`.execute(tx)
      await sql`update ${place} set ${set}`.execute(tx)
      await sql`alter table ${place} enable trigger user`.execute(tx)
    }
  })
  await sql`update graphile_worker._private_jobs set run_at = run_at - ${`${milliseconds} milliseconds`}::interval`.execute(
    db.open,
  )
}
