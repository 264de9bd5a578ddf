import { once } from 'node:events'
import WebSocket from 'ws'
import type { ClientFrame, ServerFrame } from './frames.ts'

/** A visitor's window for tests and measurements: the frames it heard, and a way to wait for one. */
export type TestWindow = {
  say(frame: ClientFrame): void
  heard: ServerFrame[]
  /** The first frame, heard or to come, that fits. */
  until(fits: (frame: ServerFrame) => boolean): Promise<ServerFrame>
  cut(): void
  close(): Promise<void>
  closed: Promise<number>
}

export async function openWindow(base: string, slug: string, token: string, cursor = 0): Promise<TestWindow> {
  const socket = new WebSocket(`${base.replace('http', 'ws')}/widget/${slug}/socket`)
  const heard: ServerFrame[] = []
  const waiting = new Set<() => void>()
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  socket.on('message', (data) => {
    heard.push(JSON.parse(String(data)) as ServerFrame)
    for (const look of waiting) look()
  })
  await once(socket, 'open')
  const say = (frame: ClientFrame) => socket.send(JSON.stringify(frame))
  say({ type: 'hello', token, cursor })
  return {
    say,
    heard,
    closed,
    until: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = heard.find(fits)
          if (!found) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    cut: () => socket.terminate(),
    async close() {
      socket.close()
      await closed
    },
  }
}

/** The messages a window shows: the same id again is the same message. */
export function shown(heard: readonly ServerFrame[]) {
  const byId = new Map<
    number,
    { id: number; text: string; from: string; ref: string | null; event: number }
  >()
  for (const frame of heard) {
    if (frame.type !== 'welcome' && frame.type !== 'news') continue
    for (const message of frame.messages) byId.set(message.id, message)
  }
  return [...byId.values()].sort((a, b) => a.id - b.id)
}
