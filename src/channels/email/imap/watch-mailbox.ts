import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'
import type { Account } from '../mailboxes/accounts.ts'
import { noteTrouble, troubleOf } from '../mailboxes/troubles.ts'
import type { Intake } from '../take-in-mail.ts'
import { connectImap } from './connect.ts'
import { type Fetched, fetchNew } from './fetch-new.ts'

export type Watched = Fetched & { account: Account & { folder: string } }

export type WatchOptions = {
  allowsPrivate: boolean
  /** True once this process alone watches the mailbox. */
  mayWatch: () => Promise<boolean>
  /** How long to wait for the server to speak up before looking by oneself. */
  pollEvery?: number
  longestPause?: number
}

/**
 * Watches one mailbox until stopped, on a connection of its own: told by the server (IDLE), looking by the clock where it cannot
 * tell. Whatever breaks is written on the mailbox and tried again with growing pauses; other mailboxes do not notice.
 */
export function watchMailbox(
  intake: Intake,
  mailbox: Watched,
  options: WatchOptions,
): { stop(): Promise<void> } {
  const ending = new AbortController()
  const rest = (ms: number) => pause(ms, undefined, { signal: ending.signal, ref: false }).catch(() => {})
  const running = (async () => {
    for (let failures = 0; !ending.signal.aborted; ) {
      try {
        if (!(await options.mayWatch())) {
          await rest(5_000)
          continue
        }
        await watchOnce(intake, mailbox, options, ending.signal, () => (failures = 0))
      } catch (error) {
        if (ending.signal.aborted) return
        failures++
        intake.log.warn({ err: error, mailbox: mailbox.address }, 'A mailbox could not be fetched')
        await noteTrouble(intake.db, mailbox, troubleOf(error)).catch(() => {})
        await rest(Math.min(500 * 2 ** failures, options.longestPause ?? 5 * 60_000))
      }
    }
  })()
  return {
    async stop() {
      ending.abort()
      await running
    },
  }
}

async function watchOnce(
  intake: Intake,
  mailbox: Watched,
  options: WatchOptions,
  ending: AbortSignal,
  isFine: () => void,
): Promise<void> {
  const client = await connectImap(mailbox.account, options.allowsPrivate)
  try {
    await client.mailboxOpen(mailbox.account.folder)
    while (!ending.aborted && client.usable && (await options.mayWatch())) {
      const news = untilNews(
        client,
        options.pollEvery ?? (client.capabilities.has('IDLE') ? 120_000 : 30_000),
        ending,
      )
      await fetchNew(intake, client, mailbox, () => ending.aborted)
      await noteTrouble(intake.db, mailbox, undefined)
      isFine()
      await news
      // Makes a server that does not push say what is new.
      if (!ending.aborted && client.usable) await client.noop()
    }
    if (!ending.aborted && !client.usable)
      throw Object.assign(new Error('The connection was lost'), { code: 'ECONNRESET' })
  } finally {
    await client.logout().catch(() => client.close())
  }
}

/**
 * Resolves when mail came, the connection ended, the time is up, or all is to stop.
 * Begun before looking, so that nothing falls between.
 */
async function untilNews(client: ImapFlow, wait: number, ending: AbortSignal): Promise<void> {
  // Not AbortSignal.any: nothing else holds what it makes, and what is collected as garbage never ends a wait.
  const over = new AbortController()
  const { signal } = over
  const end = () => over.abort()
  ending.addEventListener('abort', end)
  if (ending.aborted) end()
  const first = [
    once(client, 'exists', { signal }),
    once(client, 'close', { signal }),
    pause(wait, undefined, { signal, ref: false }),
  ]
  await Promise.race(first.map((one) => one.catch(() => {})))
  ending.removeEventListener('abort', end)
  over.abort()
}
