import type { TestProject } from 'vitest/node'
import pg from 'pg'
import { openDatabase } from '#platform/database.ts'
import { startTestPostgres } from '#platform/embedded-postgres/start-test-postgres.ts'
import { migrate } from '#platform/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { superuser: string; template: string }
  }
}

/** One real PostgreSQL for the whole run with one migrated template; every test works on a clone of its own. */
export default async function setup(project: TestProject) {
  const server = await startTestPostgres()
  const superuser = server.superuserUrl('postgres')
  const client = new pg.Client(superuser)
  await client.connect()
  await client.query('create database desk_template owner engawa')
  await client.end()
  const db = openDatabase(server.url('desk_template'))
  await migrate(db)
  await db.close()
  project.provide('postgres', { superuser, template: server.url('desk_template') })
  return () => server.stop()
}
