import type { FastifyInstance, FastifyRequest } from 'fastify'
import { hasRole } from '../caller.ts'
import { isPrivateAddress } from '../private-addresses.ts'
import { forbidden } from '../refusal.ts'
import { figuresOf } from './figures.ts'

/** For those who keep the desk running: is it alive, can it work, how is it doing. docs/operating/monitor.md */
export function healthRoutes(app: FastifyInstance): void {
  const answered: Record<string, number> = {}
  let seconds = 0
  app.addHook('onResponse', async (_request, reply) => {
    const group = `${Math.floor(reply.statusCode / 100)}xx`
    answered[group] = (answered[group] ?? 0) + 1
    seconds += reply.elapsedTime / 1_000
  })
  app.get('/healthz', async () => ({ ok: true }))
  app.get('/readyz', async (_request, reply) => {
    const isReady = await app.db.pool.query('select 1').then(
      () => true,
      () => false,
    )
    return reply.code(isReady ? 200 : 503).send({ ok: isReady })
  })
  app.get('/metrics', async (request, reply) => {
    // Numbers only, but not for everybody: from the operator's own network, or with an admin's key.
    if (!isFromOwnNetwork(request)) {
      const { caller } = await app.identify(request)
      if (!caller || !hasRole(caller, 'admin')) throw forbidden()
    }
    const figures = await figuresOf(app.db)
    const lines = [
      ...Object.entries(answered).map(
        ([status, count]) => `engawa_requests_total{status="${status}"} ${count}`,
      ),
      `engawa_request_seconds_total ${seconds.toFixed(3)}`,
      `engawa_jobs_waiting ${figures.jobsWaiting}`,
      `engawa_jobs_failed ${figures.jobsFailed}`,
      `engawa_job_lag_seconds ${figures.jobLag.toFixed(3)}`,
      `engawa_events_waiting ${figures.eventsWaiting}`,
      `engawa_event_lag_seconds ${figures.eventLag.toFixed(3)}`,
      `engawa_mailboxes_in_trouble ${figures.mailboxesInTrouble}`,
      `engawa_mails_in_quarantine ${figures.mailsInQuarantine}`,
      `engawa_memory_bytes ${process.memoryUsage.rss()}`,
    ]
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(`${lines.join('\n')}\n`)
  })
}

/** A proxy that we were not told of (TRUST_PROXY) has an address of our own network, and speaks for anybody. */
function isFromOwnNetwork({ ip, socket, headers }: FastifyRequest): boolean {
  const isPassedOn = 'x-forwarded-for' in headers || 'forwarded' in headers || 'x-real-ip' in headers
  return isPrivateAddress(ip) && !(isPassedOn && ip === socket.remoteAddress)
}
