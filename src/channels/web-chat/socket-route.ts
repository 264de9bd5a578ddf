import type { FastifyInstance } from 'fastify'
import type { WebSocket } from 'ws'
import { Refusal } from '#platform/refusal.ts'
import type { Desk } from '../../desk.ts'
import { type ChatBrand, chatBrand } from './brand.ts'
import { type ClientFrame, clientFrame, type ServerFrame } from './frames.ts'
import type { Hub } from './hub.ts'
import type { Line } from './line.ts'
import { openAllowance } from './allowance.ts'
import { openCrowd } from './crowd.ts'
import { respond } from './respond.ts'
import { welcome } from './welcome.ts'

// The browser pings every 20 seconds; a connection silent for longer than this is dead.
const silence = 55_000
// RFC 6455 11.7; the browser comes again after a while.
const tryAgainLater = 1013
/** Tells the browser that its token is worth nothing any more. */
export const unknownSession = 4401

/** The visitor's socket: frames are answered one after the other, so that what is written first is taken in first. */
export function socketRoute(app: FastifyInstance, desk: Desk, hub: Hub, crowd = openCrowd()): void {
  app.get<{ Params: { brand: string } }>('/widget/:brand/socket', { websocket: true }, (socket, request) => {
    const { ip } = request
    if (!crowd.enter(ip)) return socket.close(tryAgainLater, 'too many')
    const conversation = converse(desk, hub, socket, request.params.brand)
    let turn: Promise<void> = Promise.resolve()
    let timer = setTimeout(() => socket.terminate(), silence)
    socket.on('message', (data) => {
      clearTimeout(timer)
      timer = setTimeout(() => socket.terminate(), silence)
      turn = turn.then(() => conversation.hear(String(data))).catch((error) => fail(desk, socket, error))
    })
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      crowd.leave(ip)
      clearTimeout(timer)
      turn.finally(() => conversation.close())
    })
  })
}

function converse(desk: Desk, hub: Hub, socket: WebSocket, slug: string) {
  let brand: ChatBrand | undefined
  let line: Line | undefined
  const allowance = openAllowance()
  const send = (frame: ServerFrame) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame))
  }
  const greet = async (hello: Extract<ClientFrame, { type: 'hello' }>) => {
    brand ??= await chatBrand(desk.db, slug)
    if (line) hub.part(line)
    const held: ServerFrame[] = []
    let isReady = false
    const entered = await welcome(desk, hub, brand, hello, (frame) => {
      if (isReady) send(frame)
      else held.push(frame)
    })
    line = entered.line
    send(entered.frame)
    isReady = true
    for (const frame of held) send(frame)
  }
  return {
    async hear(text: string) {
      const parsed = clientFrame.safeParse(readJson(text))
      if (!parsed.success) {
        const ref = refIn(text)
        if (ref)
          send({
            type: 'refused',
            ref,
            code: 'invalid_input',
            title: '',
            field: String(parsed.error.issues[0]?.path[0] ?? ''),
          })
        return
      }
      const frame = parsed.data
      if (frame.type === 'hello')
        return allowance.take('hello') ? greet(frame) : socket.close(1008, 'too many')
      if (!brand || !line) return socket.close(1008, 'hello first')
      if (!allowance.take(frame.type)) {
        if ('ref' in frame) send({ type: 'refused', ref: frame.ref, code: 'too_many_requests', title: '' })
        return
      }
      const speaker = { brand, visitor: { brand_id: brand.id, id: line.visitorId } }
      const { answer, conversationId } = await respond(desk, speaker, frame)
      if (conversationId !== undefined) hub.moved(line.visitorId, conversationId)
      if (answer) send(answer)
    },
    close() {
      if (line) hub.part(line)
      line = undefined
    },
  }
}

/** What cannot be answered ends the connection; the browser keeps what it has not heard back about and comes again. */
function fail(desk: Desk, socket: WebSocket, error: unknown): void {
  if (error instanceof Refusal) return socket.close(error.status === 401 ? unknownSession : 1008, error.code)
  desk.log.error({ err: error }, 'A visitor could not be answered')
  socket.close(1011, 'broken')
}

export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function refIn(text: string): string | undefined {
  const frame = readJson(text)
  const ref = frame !== null && typeof frame === 'object' && 'ref' in frame ? frame.ref : undefined
  return typeof ref === 'string' ? ref.slice(0, 64) : undefined
}
