import { setTimeout as pause } from 'node:timers/promises'
import WebSocket from 'ws'
import { openWindow, type TestWindow } from '#channels/web-chat/test-visitor.ts'
import { machine, report } from './machine.ts'
import { type FreshDesk, withFreshDesk } from './parts/fresh-desk.ts'

// The real program with its own PostgreSQL: visitors' sockets and an agent's, from one to the other.
// npm run bench chat [visitors] [messages each way]
const visitors = Number(process.argv[2] ?? 2_000)
const turns = Number(process.argv[3] ?? 400)
const everyMs = 60

await withFreshDesk({ web: 4410, smtp: 0 }, measure, { TRUST_PROXY: '1' })
process.exit(0)

async function measure({ base, key }: FreshDesk): Promise<void> {
  const loadAtStart = machine().loadBefore
  const windows: TestWindow[] = []
  for (let from = 0; from < visitors; from += 50) {
    windows.push(
      ...(await Promise.all(range(from, Math.min(from + 50, visitors)).map((at) => visitor(base, at)))),
    )
  }
  const agent = await openAgent(base, key)
  const conversations = await agent.conversations()
  const toAgent: number[] = []
  const toVisitor: number[] = []
  for (let turn = 0; turn < turns; turn++) {
    const at = (turn * 37) % visitors
    const window = windows[at]
    const conversation = conversations.get(`Visitor ${at}`)
    if (!window || conversation === undefined) throw new Error(`Visitor ${at} has no conversation`)
    const began = performance.now()
    const seen = agent.sees(conversation)
    window.say({ type: 'send', ref: `t${turn}`, text: `Question ${turn}`, files: [] })
    await seen
    toAgent.push(performance.now() - began)
    await pause(everyMs)
    const lastSeenEventId = await agent.lastEvent(conversation)
    const text = `Answer ${turn}`
    const answered = performance.now()
    const arrives = window.until(
      (frame) => frame.type === 'news' && frame.messages.some((one) => one.text === text),
    )
    await Promise.all([
      arrives.then(() => toVisitor.push(performance.now() - answered)),
      agent.reply(conversation, text, lastSeenEventId),
    ])
    await pause(everyMs)
  }
  report('chat', [row('visitor to agent', toAgent), row('agent to visitor', toVisitor)], {
    visitors,
    turns,
    loadAtStart,
  })
  for (const window of windows) window.cut()
  agent.close()
}

async function visitor(base: string, at: number): Promise<TestWindow> {
  const answer = await fetch(`${base}/widget/bench/session`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`,
    },
    body: JSON.stringify({ language: 'en' }),
  })
  const { token } = (await answer.json()) as { token: string }
  const window = await openWindow(base, 'bench', token)
  window.say({ type: 'send', ref: 'first', text: `Visitor ${at}`, files: [] })
  await window.until((frame) => frame.type === 'done')
  return window
}

type Page = { items: { id: number; preview: string }[]; nextCursor: string | null; lastEventId: number }

/** An agent's browser: told on its socket that something happened, it reads the conversation by the API. */
async function openAgent(base: string, key: string) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const get = async (path: string) => (await fetch(base + path, { headers })).json() as Promise<Page>
  const waiting = new Map<number, () => void>()
  const socket = new WebSocket(`${base.replace('http', 'ws')}/api/live`, { headers })
  await new Promise((resolve) => socket.once('open', resolve))
  socket.on('message', (data) => {
    const said = JSON.parse(String(data))
    for (const event of said.events ?? []) {
      if (event.type === 'message.received') waiting.get(event.conversationId)?.()
    }
  })
  socket.send(JSON.stringify({ after: null }))
  await pause(500)
  return {
    close: () => socket.terminate(),
    async conversations() {
      const found = new Map<string, number>()
      let cursor = ''
      do {
        const page = await get(
          `/api/conversations?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
        )
        for (const one of page.items) found.set(one.preview, one.id)
        cursor = page.nextCursor ?? ''
      } while (cursor)
      return found
    },
    async sees(conversation: number) {
      await new Promise<void>((resolve) => waiting.set(conversation, resolve))
      waiting.delete(conversation)
      await get(`/api/conversations/${conversation}/messages`)
    },
    lastEvent: async (conversation: number) => (await get(`/api/conversations/${conversation}`)).lastEventId,
    async reply(conversation: number, text: string, lastSeenEventId: number) {
      const body = JSON.stringify({ text, lastSeenEventId })
      const answer = await fetch(`${base}/api/conversations/${conversation}/replies`, {
        method: 'POST',
        headers,
        body,
      })
      if (!answer.ok) throw new Error(await answer.text())
      await answer.arrayBuffer()
    },
  }
}

function row(way: string, times: number[]) {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1))
  return {
    way,
    visitors,
    messages: times.length,
    'p50 ms': at(0.5),
    'p95 ms': at(0.95),
    'p99 ms': at(0.99),
    'worst ms': at(1),
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, at) => from + at)
}
