import pg from 'pg'
import type { RunningServer } from './server.ts'

/**
 * A connection that says "somebody works here". Each process that uses the server holds this lock shared; whoever gets it alone
 * is the last and may stop the server. The kernel ends the connection of a killed process, so nobody is counted who is gone.
 */
const present = 4_271_861
/** Held by the one desk of a data folder. */
const desk = 4_271_862

export type Presence = {
  client: pg.Client
  /** Called once if the server ends the connection, for instance because it was killed. */
  onLost(listener: () => void): void
  /** Leaves; true when nobody else was there, and then nobody else can come until the server is stopped. */
  leave(): Promise<boolean>
}

/** Undefined while the server cannot take us: not yet up, just stopping, or gone. */
export async function arrive(server: RunningServer): Promise<Presence | undefined> {
  const client = new pg.Client({
    host: server.socketFolder,
    port: server.port,
    user: 'postgres',
    database: 'postgres',
    application_name: `engawa ${process.pid}`,
  })
  let left = false
  let lost = () => {}
  client.on('error', () => {})
  client.once('end', () => {
    if (!left) lost()
  })
  try {
    await client.connect()
    // Refused only by one who was the last and is about to stop the server.
    if (!(await isGranted(client, `pg_try_advisory_lock_shared(${present})`))) throw new Error('stopping')
  } catch {
    left = true
    await client.end().catch(() => {})
    return undefined
  }
  return {
    client,
    onLost(listener) {
      lost = listener
    },
    async leave() {
      left = true
      await client.query(`select pg_advisory_unlock_shared(${present})`)
      const isLast = await isGranted(client, `pg_try_advisory_lock(${present})`)
      if (!isLast) await client.end()
      return isLast
    },
  }
}

/** Whether we are now the one desk of this data folder; else the process that is. */
export async function becomeDesk(client: pg.Client): Promise<true | number> {
  if (await isGranted(client, `pg_try_advisory_lock(${desk})`)) return true
  const holder = await client.query<{ application_name: string }>(
    `select application_name from pg_locks join pg_stat_activity using (pid)
      where locktype = 'advisory' and objid = ${desk} and granted limit 1`,
  )
  return Number(/\d+/.exec(holder.rows[0]?.application_name ?? '')?.[0] ?? 0)
}

async function isGranted(client: pg.Client, call: string): Promise<boolean> {
  const answer = await client.query<{ granted: boolean }>(`select ${call} as granted`)
  return answer.rows[0]?.granted === true
}
