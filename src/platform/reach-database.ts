import { m } from '#texts'
import { CannotStart } from './cannot-start.ts'
import type { Database } from './database.ts'

type Server = { number: number; version: string; encoding: string }

/** Refuses in words an operator's own database that does not answer or that would not do. Its address holds a password, so it is not said. */
export async function reachDatabase({ pool }: Pick<Database, 'pool'>): Promise<void> {
  const { rows } = await pool
    .query<Server>(`
      select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
        pg_encoding_to_char(encoding) as encoding
      from pg_database where datname = current_database()`)
    .catch((cause) => {
      throw new CannotStart(
        (locale) => m.platform_database_unreachable({ reason: reasonOf(cause) }, { locale }),
        { cause },
      )
    })
  const [server] = rows
  if (!server) throw new Error('PostgreSQL does not know its own database')
  const { number, version, encoding } = server
  if (number < 150_000)
    throw new CannotStart((locale) => m.platform_doctor_old_version({ version }, { locale }))
  if (encoding !== 'UTF8')
    throw new CannotStart((locale) => m.platform_database_not_utf8({ encoding }, { locale }))
}

/** Where a name has several addresses, the error of all of them together has a code and no message. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.message || ('code' in error ? String(error.code) : error.name)
}
