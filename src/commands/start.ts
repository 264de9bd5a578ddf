import { m } from '#texts'
import { startMail } from '#channels/email/start-mail.ts'
import { warmLibraries } from '#knowledge/warm-libraries.ts'
import { CannotStart, terminalLocale } from '#platform/cannot-start.ts'
import { startOutbox } from '#platform/outbox.ts'
import { startWorker } from '#platform/jobs.ts'
import { openApp } from '../app.ts'
import { follow } from '../consequences.ts'
import { schedule } from '../schedule.ts'
import { tasksOf } from '../tasks.ts'
import { openDesk, type OpenDesk } from './with-desk.ts'

type Options = {
  isDemo?: boolean
  /** Done once the database is open and before anybody is let in; what it answers is printed at the end. */
  prepare?: (desk: OpenDesk) => Promise<string>
}

type Part = { stop(): Promise<unknown> }

export const startAll = (_args: string[], env: NodeJS.ProcessEnv) => start(env, 'all')
export const startWebOnly = (_args: string[], env: NodeJS.ProcessEnv) => start(env, 'web')
export const startWorkerOnly = (_args: string[], env: NodeJS.ProcessEnv) => start(env, 'worker')

/** Runs the desk until it is told to stop: everything, only the web, or only the worker (jobs, mail in). */
export async function start(env: NodeJS.ProcessEnv, parts: 'all' | 'web' | 'worker', options: Options = {}) {
  const stopAsked = untilAsked()
  const desk = await openDesk(env, { isDesk: parts === 'all', isDemo: options.isDemo ?? false })
  const running: Part[] = []
  try {
    const more = await options.prepare?.(desk)
    if (parts !== 'worker') running.push(await startWeb(desk))
    if (parts !== 'web') await startWork(desk, running)
    process.stdout.write(`${m.platform_ready({ url: desk.publicUrl }, { locale: terminalLocale(env) })}\n`)
    if (more) process.stdout.write(`${more}\n`)
    await stopAsked
  } finally {
    // The last begun is the first to end: no new requests, then jobs and mail finish, then the database is left.
    for (const part of running.reverse()) await part.stop()
    await desk.close()
  }
}

async function startWeb(desk: OpenDesk): Promise<Part> {
  const app = await openApp(desk, { trustProxy: desk.config.trustProxy })
  const { port, host } = desk.config
  await app.listen({ port, host }).catch((error) => {
    if (error.code !== 'EADDRINUSE') throw error
    throw new CannotStart(
      (locale) => m.platform_port_taken({ port: String(port), setting: 'PORT' }, { locale }),
      { cause: error },
    )
  })
  warmLibraries(desk.db, desk.library).catch((error) =>
    desk.log.warn({ err: error }, 'The articles of a brand were not brought into memory'),
  )
  return { stop: () => app.close() }
}

/** Each part is told as soon as it runs, so that it is stopped when a later one cannot start. */
async function startWork(desk: OpenDesk, running: Part[]): Promise<void> {
  const worker = await startWorker(desk.db, tasksOf(desk), {
    concurrency: desk.config.workerConcurrency,
    log: desk.log,
    crontab: schedule,
  })
  running.push(worker)
  running.push(startOutbox(desk.db, follow, desk.log))
  running.push(await startMail(desk, desk.config))
}

/**
 * Resolves at the first Ctrl-C or SIGTERM; a second one ends the program at once. npm passes the terminal's signal on, so the
 * same Ctrl-C may come twice within a moment and counts as one.
 */
function untilAsked(): Promise<void> {
  return new Promise((resolve) => {
    let askedAt = 0
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (askedAt > 0 && Date.now() - askedAt > 1_000) process.exit(130)
        askedAt ||= Date.now()
        resolve()
      })
    }
  })
}
