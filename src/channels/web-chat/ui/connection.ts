import type { ClientFrame, ServerFrame } from '../frames.ts'
import { post } from './requests.ts'

type Ways = {
  slug: string
  token: string
  cursor(): number
  hear(frame: ServerFrame): void
  /** Connected or not, for the line that says so. */
  is(connected: boolean): void
  /** The token is worth nothing any more. */
  lost(): void
}

export type Connection = { say(frame: ClientFrame): boolean; again(): void; stop(): void }

const pingEvery = 20_000
const answerWithin = 8_000
/** So many sockets in a row that never open mean a network that lets none through: then plain requests carry the frames. */
const patience = 3

/**
 * Keeps a way to the desk open: a socket that comes back by itself with growing pauses, or requests where sockets are blocked.
 * Each time it is back it says how far this window has heard, and the desk tells the rest.
 */
export function connect(ways: Ways): Connection {
  let socket: WebSocket | undefined
  let stopped = false
  let isUp = false
  let failures = 0
  let polling = false
  // What was read while the network was away is said once it is back.
  let unsaid: ClientFrame[] = []
  let quiet: ReturnType<typeof setTimeout> | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  const base = `/widget/${ways.slug}`

  const is = (up: boolean) => {
    if (isUp !== up) ways.is((isUp = up))
  }
  const listen = () => {
    clearTimeout(quiet)
    quiet = setTimeout(() => {
      say({ type: 'ping' })
      quiet = setTimeout(() => drop(), answerWithin)
    }, pingEvery)
  }
  // A cut cable closes nothing: the browser would wait for minutes, so the socket is given up at once.
  const drop = () => {
    const gone = socket
    socket = undefined
    clearTimeout(quiet)
    if (gone) gone.onclose = gone.onmessage = null
    gone?.close()
    is(false)
    later()
  }
  const later = () => {
    if (stopped) return
    clearTimeout(retry)
    const pause = Math.min(15_000, 500 * 2 ** Math.min(failures, 5)) * (0.7 + Math.random() * 0.6)
    retry = setTimeout(open, pause)
  }
  const open = () => {
    if (stopped || socket) return
    if (polling) return void poll()
    let opened = false
    const fresh = new WebSocket(location.origin.replace('http', 'ws') + base + '/socket')
    socket = fresh
    quiet = setTimeout(drop, answerWithin)
    fresh.onopen = () => {
      opened = true
      fresh.send(JSON.stringify({ type: 'hello', token: ways.token, cursor: ways.cursor() }))
    }
    fresh.onmessage = ({ data }) => {
      listen()
      const frame = JSON.parse(data) as ServerFrame
      if (frame.type === 'welcome') {
        failures = 0
        ways.hear(frame)
        is(true)
      } else if (frame.type !== 'pong') ways.hear(frame)
    }
    fresh.onclose = ({ code }) => {
      socket = undefined
      clearTimeout(quiet)
      is(false)
      if (code === 4401) return ways.lost()
      failures++
      polling = !opened && failures >= patience
      later()
    }
  }
  const exchange = async (path: string, body: object): Promise<ServerFrame[]> => {
    const wish = { token: ways.token, ...body }
    return (await post<{ frames: ServerFrame[] }>(base + path, wish, () => ways.lost())).frames
  }
  const poll = async () => {
    let turns = 0
    while (!stopped && polling) {
      try {
        // The first asks without waiting, to know at once that the way is free.
        const frames = await exchange('/poll', { cursor: ways.cursor(), waitSeconds: isUp ? 25 : 0 })
        failures = 0
        // Before anything is heard: what it makes us say at once, such as that it was read, needs a way.
        is(true)
        const late = unsaid
        unsaid = []
        late.map(say)
        for (const frame of frames) ways.hear(frame)
        // Every few minutes a socket is tried again.
        if (++turns % 10 === 0) polling = false
      } catch {
        is(false)
        failures++
        return later()
      }
    }
    open()
  }
  const say = (frame: ClientFrame): boolean => {
    if (polling && isUp) {
      if (frame.type === 'ping') return true
      exchange('/say', { frames: [frame] })
        .then((frames) => frames.map(ways.hear))
        .catch(() => {
          if (frame.type === 'read' || frame.type === 'got') unsaid.push(frame)
          is(false)
        })
      return true
    }
    if (socket?.readyState !== 1) return false
    socket.send(JSON.stringify(frame))
    return true
  }
  const again = () => {
    if (isUp) return
    failures = Math.min(failures, 1)
    if (!socket) {
      clearTimeout(retry)
      open()
    }
  }
  const offline = () => drop()
  addEventListener('online', again)
  addEventListener('offline', offline)
  open()
  return {
    say,
    again,
    stop() {
      stopped = true
      clearTimeout(quiet)
      clearTimeout(retry)
      removeEventListener('online', again)
      removeEventListener('offline', offline)
      socket?.close()
    },
  }
}
