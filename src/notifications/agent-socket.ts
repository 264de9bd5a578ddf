import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Caller } from '#platform/caller.ts'
import { forbidden, Refusal, signInNeeded } from '#platform/refusal.ts'
import type { Desk } from '../desk.ts'
import { closeCodes } from './agent-socket-contract.ts'
import { openConnection } from './agent-socket-connection.ts'

type Options = { beatEvery?: number }

/** Live updates of the agent app: a WebSocket at /api/live, spoken as agent-socket-contract.ts says. */
export function liveRoutes(app: FastifyInstance, desk: Desk, { beatEvery = 20_000 }: Options = {}): void {
  const callers = new WeakMap<FastifyRequest, Caller>()
  app.get(
    '/api/live',
    {
      websocket: true,
      preValidation: async (request) => {
        const { caller } = await app.identify(request)
        if (!caller) throw signInNeeded()
        if (!caller.scopes.includes('read')) throw forbidden()
        refuseForeignPage(request, caller)
        callers.set(request, caller)
      },
    },
    (socket, request) => {
      const caller = callers.get(request)
      if (!caller) return socket.close(closeCodes.signedOut)
      const connection = openConnection(desk, socket, caller)
      let answered = true
      let checking: Promise<void> | undefined
      const check = () => {
        checking ??= whoNow(app, request)
          .then(connection.becomes)
          .catch((error) => request.log.warn({ err: error }, 'A live connection could not be checked'))
          .finally(() => {
            checking = undefined
          })
      }
      const beats = setInterval(() => {
        if (!answered) return socket.terminate()
        answered = false
        socket.ping()
        connection.beat()
        check()
      }, beatEvery)
      const stopHearing = desk.live.onTold((topic, body) => {
        if (topic === 'access' && (body as { staffId?: number }).staffId === caller.staffId) check()
      })
      socket.on('pong', () => {
        answered = true
      })
      socket.on('close', () => {
        clearInterval(beats)
        stopHearing()
        connection.close()
      })
    },
  )
}

/** A cookie travels with the sockets of other sites too, and browsers always say whose page opens one. */
function refuseForeignPage(request: FastifyRequest, caller: Caller): void {
  if (caller.sessionId === undefined) return
  if (URL.parse(request.headers.origin ?? '')?.host !== request.host) throw forbidden()
}

/** Who the session or key belongs to now; undefined once it ended or the person was deactivated. */
async function whoNow(app: FastifyInstance, request: FastifyRequest): Promise<Caller | undefined> {
  try {
    return (await app.identify(request)).caller
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
