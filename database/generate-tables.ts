import { spawnSync } from 'node:child_process'
import { openDatabase } from '#platform/database.ts'
import { startTestPostgres } from '#platform/embedded-postgres/start-test-postgres.ts'
import { migrate } from '#platform/migrate.ts'
import pg from 'pg'

/** Writes database/tables.ts from the schema that the migrations make, on a throwaway PostgreSQL. */
const server = await startTestPostgres()
const client = new pg.Client(server.superuserUrl('postgres'))
await client.connect()
await client.query('create database tables owner engawa')
await client.end()
const db = openDatabase(server.url('tables'))
await migrate(db)
await db.close()
const { status } = spawnSync(
  'kysely-codegen',
  ['--url', server.superuserUrl('tables'), ...process.argv.slice(2)],
  {
    stdio: ['ignore', 'inherit', 'ignore'],
  },
)
await server.stop()
process.exit(status ?? 1)
