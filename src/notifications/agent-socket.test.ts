import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startSession } from '#people/start-session.ts'
import { type Person, type TestDesk, withDesk } from '#test/desk.ts'
import type { FromClient, FromServer, LiveEvent } from './agent-socket-contract.ts'

type Screen = {
  say(message: FromClient): void
  /** Waits until what has been heard so far satisfies the question, and answers with all of it. */
  until(enough: (heard: FromServer[]) => boolean): Promise<FromServer[]>
  closed: Promise<number>
  cut(): void
}

/** A live connection of a person, as the agent app opens one. */
async function openScreen(desk: TestDesk, headers: Record<string, string>): Promise<Screen> {
  if (!desk.app.server.listening) await desk.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = desk.app.server.address() as AddressInfo
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/live`, { headers })
  const heard: FromServer[] = []
  const waiting = new Set<() => void>()
  socket.on('message', (data) => {
    heard.push(JSON.parse(String(data)))
    for (const look of waiting) look()
  })
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  await new Promise<void>((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('error', reject)
  })
  return {
    say: (message) => socket.send(JSON.stringify(message)),
    until: (enough) =>
      new Promise((resolve) => {
        const look = () => {
          if (!enough(heard)) return
          waiting.delete(look)
          resolve(heard)
        }
        waiting.add(look)
        look()
      }),
    closed,
    cut: () => socket.terminate(),
  }
}

const keyOf = (person: Person) => ({ authorization: `Bearer ${person.key}` })
const eventsIn = (heard: FromServer[]): LiveEvent[] =>
  heard.flatMap((one) => ('events' in one ? one.events : []))
const isReady = (heard: FromServer[]) => heard.some((one) => 'ready' in one)

test('a screen is told the ids of what happens, and nothing of what was said', () =>
  withDesk(async (desk) => {
    const screen = await openScreen(desk, keyOf(desk.ana))
    screen.say({ after: null })
    await screen.until(isReady)
    const id = await desk.receive('carter@example.com', 'A secret.')
    const heard = await screen.until((all) => eventsIn(all).length > 0)
    expect(eventsIn(heard)).toMatchObject([
      { type: 'message.received', conversationId: id, brandId: desk.brandId },
    ])
    expect(JSON.stringify(heard)).not.toContain('secret')
  }))

test('a cut connection loses nothing and hears nothing twice, while customers go on writing', () =>
  withDesk(async (desk) => {
    const told: number[] = []
    let after: number | null = null
    const count = 40
    const writing = (async () => {
      for (let at = 0; at < count; at++) await desk.receive(`c${at}@example.com`, 'Hello')
    })()
    for (let round = 1; round <= 4; round++) {
      const screen = await openScreen(desk, keyOf(desk.ana))
      screen.say({ after: after ?? (await desk.lastEvent()) })
      if (after === null) {
        const first = await screen.until((all) => isReady(all) || all.some((one) => 'reset' in one))
        after = first.flatMap((one) => ('after' in one ? [one.after] : []))[0] ?? 0
      }
      if (round === 4) await writing
      const wanted = round === 4 ? await desk.lastEvent() : 0
      const heard = await screen.until((all) =>
        wanted ? eventsIn(all).at(-1)?.id === wanted || after === wanted : isReady(all),
      )
      told.push(...eventsIn(heard).map((event) => event.id))
      after = told.at(-1) ?? after
      screen.cut()
    }
    expect(new Set(told).size).toBe(told.length)
    const first = told[0] ?? 0
    const all = await desk.rows((tx) =>
      tx
        .selectFrom('events')
        .select('id')
        .where('id', '>=', first)
        .orderBy('transaction')
        .orderBy('id')
        .execute(),
    )
    expect(told).toEqual(all.map((event) => event.id))
  }))

test('after too long an absence, or with a cursor of elsewhere, the screen is told to ask for all anew', () =>
  withDesk(async (desk) => {
    await desk.receive('carter@example.com', 'Hello')
    const screen = await openScreen(desk, keyOf(desk.ana))
    screen.say({ after: 999_999_999 })
    const heard = await screen.until((all) => all.some((one) => 'reset' in one))
    // From there on it may hear once more what it asks for now, if somebody wrote at that moment, and misses nothing.
    const last = await desk.lastEvent()
    expect(heard).toContainEqual({ reset: true, after: expect.toSatisfy((after: number) => after <= last) })
  }))

test('the wall stands: another brand’s person hears neither events nor typing', () =>
  withDesk(async (desk) => {
    const sakura = await desk.openBrand('sakura')
    const outsider = await desk.hire('Omar', 'agent', [sakura])
    const id = await desk.receive('carter@example.com', 'Hello')
    const screen = await openScreen(desk, keyOf(outsider))
    screen.say({ after: null, watching: [id] })
    await screen.until(isReady)
    desk.live.tell('typing', { conversationId: id, who: 'visitor', name: 'Carter' })
    await desk.receive('carter@example.com', 'Again')
    await desk.receive('omar@example.com', 'For Sakura', { brandId: sakura })
    const heard = await screen.until((all) => eventsIn(all).length > 0)
    expect(eventsIn(heard).map((event) => event.brandId)).toEqual([sakura])
    expect(heard.some((one) => 'told' in one)).toBe(false)
  }))

test('who looks at a conversation sees a colleague write in it', () =>
  withDesk(async (desk) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const id = await desk.receive('carter@example.com', 'Hello')
    const [anas, bens] = [await openScreen(desk, keyOf(desk.ana)), await openScreen(desk, keyOf(ben))]
    anas.say({ after: null, watching: [id] })
    bens.say({ after: null, watching: [id] })
    await Promise.all([anas.until(isReady), bens.until(isReady)])
    bens.say({ writing: id })
    const heard = await anas.until((all) => all.some((one) => 'told' in one))
    expect(heard).toContainEqual({
      told: {
        topic: 'typing',
        body: { conversationId: id, who: 'staff', staffId: ben.staffId, name: 'Ben' },
      },
    })
  }))

test('a connection ends when its session ends', () =>
  withDesk(async (desk) => {
    const token = await startSession(desk.db.open, { staffId: desk.ana.staffId, ip: '', userAgent: '' })
    await desk.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = desk.app.server.address() as AddressInfo
    const cookie = `engawa_session=${token}`
    const screen = await openScreen(desk, { cookie, origin: `http://127.0.0.1:${port}` })
    screen.say({ after: null })
    await screen.until(isReady)
    await desk.db.open.deleteFrom('sessions').execute()
    desk.live.tell('access', { staffId: desk.ana.staffId })
    expect(await screen.closed).toBe(4401)
    await expect(openScreen(desk, { cookie, origin: `http://127.0.0.1:${port}` })).rejects.toThrow('401')
  }))

test('strangers, foreign pages and what cannot be read are turned away', () =>
  withDesk(async (desk) => {
    const token = await startSession(desk.db.open, { staffId: desk.ana.staffId, ip: '', userAgent: '' })
    await expect(openScreen(desk, {})).rejects.toThrow('401')
    const cookie = `engawa_session=${token}`
    await expect(openScreen(desk, { cookie, origin: 'https://evil.test' })).rejects.toThrow('403')
    await expect(openScreen(desk, { cookie })).rejects.toThrow('403')
    const screen = await openScreen(desk, keyOf(desk.ana))
    screen.say({ after: 'yesterday' as unknown as number })
    expect(await screen.closed).toBe(4400)
  }))
