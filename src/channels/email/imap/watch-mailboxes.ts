import pg from 'pg'
import type { Desk } from '../../../desk.ts'
import { inAllBrands } from '#platform/database.ts'
import type { Logger } from '#platform/log.ts'
import { imapAccountOf } from '../mailboxes/accounts.ts'
import { noteTrouble } from '../mailboxes/troubles.ts'
import type { Intake } from '../take-in-mail.ts'
import { watchMailbox, type Watched, type WatchOptions } from './watch-mailbox.ts'

type Running = { settings: string; stop(): Promise<void> }

/** Watches every mailbox that is fetched, each on its own; follows what admins change. */
export async function watchMailboxes(
  desk: Desk & { databaseUrl: string },
  intake: Intake,
  options: Partial<WatchOptions> = {},
): Promise<{ stop(): Promise<void> }> {
  const running = new Map<number, Running>()
  const locks = openLocks(desk.databaseUrl, desk.log)
  const follow = async () => {
    const wanted = await readWatched(desk)
    for (const [id, one] of running) {
      if (wanted.get(id)?.settings === one.settings) continue
      running.delete(id)
      await one.stop()
      await locks.release(id)
    }
    for (const [id, { mailbox, settings }] of wanted) {
      if (running.has(id)) continue
      const watching = watchMailbox(intake, mailbox, {
        allowsPrivate: desk.allowsPrivateAddresses,
        ...options,
        mayWatch: () => locks.hold(id),
      })
      running.set(id, { settings, stop: watching.stop })
    }
  }
  let following = follow()
  const look = () => {
    following = following
      .then(follow)
      .catch((error) => desk.log.error({ err: error }, 'Mailboxes could not be read'))
  }
  const timer = setInterval(look, 30_000)
  const stopListening = desk.live.onEvent((event) => {
    if (event.type.startsWith('mailbox.') && event.actor === 'staff') look()
  })
  await following
  return {
    async stop() {
      clearInterval(timer)
      stopListening()
      await following
      await Promise.all([...running.values()].map((one) => one.stop()))
      await locks.close()
    },
  }
}

async function readWatched(desk: Desk): Promise<Map<number, { mailbox: Watched; settings: string }>> {
  const rows = await inAllBrands(desk.db, (tx) =>
    tx
      .selectFrom('mailboxes')
      .select([
        'id',
        'brand_id',
        'address',
        'receives_by',
        'has_plus_addresses',
        'after_intake',
        'move_to',
        'imap',
        'smtp',
        'dkim',
        'secrets',
      ])
      .where('receives_by', '=', 'imap')
      .where('disabled_at', 'is', null)
      .execute(),
  )
  const watched = new Map<number, { mailbox: Watched; settings: string }>()
  for (const row of rows) {
    const known = { id: row.id, brandId: row.brand_id, address: row.address }
    try {
      const account = imapAccountOf(desk.vault, row)
      if (!account) continue
      const mailbox: Watched = {
        ...known,
        receivesBy: 'imap',
        hasPlusAddresses: row.has_plus_addresses,
        afterIntake: row.after_intake === 'move' ? 'move' : row.after_intake === 'leave' ? 'leave' : 'seen',
        moveTo: row.move_to,
        account,
      }
      watched.set(row.id, { mailbox, settings: JSON.stringify(row) })
    } catch (error) {
      // Another ENGAWA_SECRET than the one these were locked with.
      await noteTrouble(desk.db, known, {
        code: 'sign_in',
        detail: error instanceof Error ? error.message : '',
      })
    }
  }
  return watched
}

const lockClass = 42_718

/**
 * Which mailboxes this process watches, so that two processes never fetch the same: advisory locks on one connection of its own.
 */
function openLocks(url: string, log: Logger) {
  let client: Promise<pg.Client> | undefined
  const held = new Set<number>()
  const connect = async () => {
    const fresh = new pg.Client({ connectionString: url })
    const forget = () => {
      // The locks went with the connection: watchers ask again before they go on.
      client = undefined
      held.clear()
    }
    fresh.on('error', forget)
    fresh.on('end', forget)
    await fresh.connect()
    return fresh
  }
  return {
    async hold(id: number): Promise<boolean> {
      if (held.has(id)) return true
      client ??= connect()
      const line = await client.catch((error) => {
        client = undefined
        throw error
      })
      const { rows } = await line.query('select pg_try_advisory_lock($1, $2) as got', [
        lockClass,
        id % 2 ** 31,
      ])
      if (rows[0]?.got) held.add(id)
      else log.debug({ mailbox: id }, 'Another process watches this mailbox')
      return held.has(id)
    },
    async release(id: number): Promise<void> {
      if (!held.delete(id)) return
      await (await client)
        ?.query('select pg_advisory_unlock($1, $2)', [lockClass, id % 2 ** 31])
        .catch(() => {})
    },
    async close(): Promise<void> {
      await (await client?.catch(() => undefined))?.end()
    },
  }
}
