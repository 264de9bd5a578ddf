import type { TestProject } from 'vitest/node'
import pg from 'pg'
import { createApiKey } from '#people/create-api-key.ts'
import { setUp } from '#people/set-up.ts'
import { type Database, openDatabase } from '#platform/database.ts'
import { startTestPostgres } from '#platform/embedded-postgres/start-test-postgres.ts'
import { migrate } from '#platform/migrate.ts'
import { openTemporary } from './temporary.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { superuser: string; template: string; first: First }
  }
}

/** The brand and the admin that every test's desk begins with. */
type First = { brandId: number; staffId: number; key: string }

/** One real PostgreSQL for the whole run with one template, migrated and set up; every test works on a clone of its own. */
export default async function setup(project: TestProject) {
  const server = await startTestPostgres()
  const temporary = openTemporary()
  // Workers and the programs they start come to be later and take it from here.
  process.env['TMPDIR'] = temporary.folder
  const superuser = server.superuserUrl('postgres')
  const client = new pg.Client(superuser)
  await client.connect()
  await client.query('create database desk_template owner engawa')
  await client.end()
  const db = openDatabase(server.url('desk_template'))
  await migrate(db)
  const first = await begin(db)
  await db.close()
  project.provide('postgres', { superuser, template: server.url('desk_template'), first })
  return async () => {
    await server.stop()
    temporary.remove()
  }
}

async function begin({ open }: Database): Promise<First> {
  const { brandId, staffId } = await setUp(open, {
    organisation: 'Hinoki',
    locale: 'en',
    timeZone: 'Asia/Tokyo',
    brand: { slug: 'hinoki', name: 'Hinoki Kitchen', locale: 'ja' },
    admin: { email: 'ana@hinoki.test', name: 'Ana', password: 'a long enough password' },
  })
  const { key } = await createApiKey(open, { staffId, name: 'test', scopes: ['read', 'write', 'admin'] })
  return { brandId, staffId, key }
}
