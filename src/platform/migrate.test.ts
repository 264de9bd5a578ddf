import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { inAllBrands, openDatabase } from './database.ts'
import { knownMigrations, migrate } from './migrate.ts'

test('a desk with rows of its own is upgraded: what a migration fills in is found behind the wall between brands', async () => {
  const { superuser, template } = inject('postgres')
  const name = `upgraded_${process.pid}`
  const client = new pg.Client(superuser)
  await client.connect()
  await client.query(`create database ${name} owner engawa`)
  const url = new URL(template)
  url.pathname = `/${name}`
  const db = openDatabase(url.href, 2)
  try {
    const before = (await knownMigrations()).filter((one) => one < '0074')
    await migrate(db, { only: new Set(before) })
    await db.pool.query(`
      begin;
      insert into organisation (name) values ('Hinoki');
      insert into brands (id, slug, name) overriding system value values (7, 'hinoki', 'Hinoki');
      set local app.brands = '7';
      insert into rules (brand_id, name, occasion, conditions, actions, revision)
        values (7, 'Urgent words', '{"on": "message_received"}', '{"all": []}', '[]', 1);
      commit`)
    await migrate(db)
    const versions = await inAllBrands(db, (tx) =>
      tx.selectFrom('rule_versions').select(['name', 'version']).execute(),
    )
    expect(versions).toEqual([{ name: 'Urgent words', version: 1 }])
  } finally {
    await db.close()
    await client.query(`drop database ${name} with (force)`)
    await client.end()
  }
})
