import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sendOut } from '#channels/outgoing.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { senders } from '../index.ts'
import type { ServerFrame } from './frames.ts'
import { openWindow, shown } from './test-visitor.ts'

const news = (text: string) => (frame: ServerFrame) =>
  (frame.type === 'news' || frame.type === 'welcome') && frame.messages.some((one) => one.text === text)

async function listen(desk: TestDesk): Promise<string> {
  return (await desk.app.listen({ port: 0, host: '127.0.0.1' })).replace('[::1]', '127.0.0.1')
}

async function session(desk: TestDesk, wish: Record<string, unknown> = {}): Promise<string> {
  const answer = await desk.as(undefined).post('/widget/hinoki/session', { language: 'en', ...wish })
  expect(answer.status).toBe(200)
  return answer.body.token
}

async function onlyConversation(desk: TestDesk) {
  const { body } = await desk.as(desk.ana).get('/api/conversations')
  expect(body.items).toHaveLength(1)
  return (await desk.as(desk.ana).get(`/api/conversations/${body.items[0].id}`)).body
}

/** Answers as a person does: when something arrived meanwhile, they look and send again. */
async function answer(desk: TestDesk, text: string): Promise<void> {
  for (let turn = 0; turn < 10; turn++) {
    const { id, lastEventId: lastSeenEventId } = await onlyConversation(desk)
    const replied = await desk
      .as(desk.ana)
      .post(`/api/conversations/${id}/replies`, { text, lastSeenEventId })
    if (replied.status === 409) continue
    expect(replied.status).toBe(200)
    return sendOut(desk.db, senders(desk), { brandId: desk.brandId, messageId: replied.body.id })
  }
  throw new Error('The conversation never came to rest')
}

async function states(desk: TestDesk): Promise<(string | null)[]> {
  return desk.rows(async (tx) =>
    (
      await tx
        .selectFrom('messages')
        .select('delivery_state')
        .where('direction', '=', 'out')
        .orderBy('id')
        .execute()
    ).map((row) => row.delivery_state),
  )
}

async function eventually<T>(look: () => Promise<T>, wanted: T): Promise<void> {
  await expect.poll(look, { timeout: 5_000, interval: 20 }).toEqual(wanted)
}

test('a visitor writes, a person answers, and both see it at once', () =>
  withDesk(async (desk) => {
    const base = await listen(desk)
    const window = await openWindow(base, 'hinoki', await session(desk))
    window.say({ type: 'send', ref: 'a1', text: 'Do you ship to Canada?', files: [] })
    await window.until((frame) => frame.type === 'done' && frame.ref === 'a1')
    const conversation = await onlyConversation(desk)
    expect(conversation).toMatchObject({ channel: 'chat', status: 'new', preview: 'Do you ship to Canada?' })
    await answer(desk, 'Yes, to every province.')
    await window.until(news('Yes, to every province.'))
    expect(shown(window.heard).map((one) => [one.from, one.text])).toEqual([
      ['visitor', 'Do you ship to Canada?'],
      ['staff', 'Yes, to every province.'],
    ])
    await window.close()
  }))

test('a message sent twice by a browser that heard no answer is one message', () =>
  withDesk(async (desk) => {
    const base = await listen(desk)
    const token = await session(desk)
    const first = await openWindow(base, 'hinoki', token)
    first.say({ type: 'send', ref: 'a1', text: 'Hello', files: [] })
    await first.until((frame) => frame.type === 'done')
    first.cut()
    const second = await openWindow(base, 'hinoki', token)
    second.say({ type: 'send', ref: 'a1', text: 'Hello', files: [] })
    await second.until((frame) => frame.type === 'done')
    expect((await onlyConversation(desk)).messageCount).toBe(1)
    expect(await desk.events()).toEqual(['message.received'])
    await second.close()
  }))

test('a connection cut in the middle loses nothing and doubles nothing on either side', () =>
  withDesk(async (desk) => {
    const base = await listen(desk)
    const token = await session(desk)
    const before = await openWindow(base, 'hinoki', token)
    for (const ref of ['1', '2', '3'])
      before.say({ type: 'send', ref, text: `from visitor ${ref}`, files: [] })
    await before.until((frame) => frame.type === 'done' && frame.ref === '2')
    const seen = shown(before.heard)
    const cursor = Math.max(0, ...before.heard.map((frame) => ('state' in frame ? frame.state.cursor : 0)))
    before.cut()
    await answer(desk, 'while you were away 1')
    await answer(desk, 'while you were away 2')
    const after = await openWindow(base, 'hinoki', token, cursor)
    // The browser does not know which of its messages were heard, so it says those without an answer again.
    for (const ref of ['2', '3', '4'])
      after.say({ type: 'send', ref, text: `from visitor ${ref}`, files: [] })
    await after.until(news('from visitor 4'))
    const all = new Map([...seen, ...shown(after.heard)].map((one) => [one.id, one.text]))
    expect([...all.values()].toSorted()).toEqual([
      'from visitor 1',
      'from visitor 2',
      'from visitor 3',
      'from visitor 4',
      'while you were away 1',
      'while you were away 2',
    ])
    expect((await onlyConversation(desk)).messageCount).toBe(6)
    await after.close()
  }))

test('several tabs and a reload show the same history', () =>
  withDesk(async (desk) => {
    const base = await listen(desk)
    const token = await session(desk)
    const left = await openWindow(base, 'hinoki', token)
    const right = await openWindow(base, 'hinoki', token)
    left.say({ type: 'send', ref: 'a', text: 'From the left tab', files: [] })
    await right.until(news('From the left tab'))
    right.say({ type: 'send', ref: 'b', text: 'From the right tab', files: [] })
    await left.until(news('From the right tab'))
    const reloaded = await openWindow(base, 'hinoki', token)
    const welcome = await reloaded.until((frame) => frame.type === 'welcome')
    expect(welcome.type === 'welcome' && welcome.messages.map((one) => one.text)).toEqual([
      'From the left tab',
      'From the right tab',
    ])
    await Promise.all([left.close(), right.close(), reloaded.close()])
  }))

test('an answer is sent, delivered to the window, then read, and what the person reads is told to the visitor', () =>
  withDesk(async (desk) => {
    const base = await listen(desk)
    const window = await openWindow(base, 'hinoki', await session(desk))
    window.say({ type: 'send', ref: 'a', text: 'Hello', files: [] })
    await window.until((frame) => frame.type === 'done')
    await answer(desk, 'Good morning')
    await window.until(news('Good morning'))
    const event = shown(window.heard).find((one) => one.from === 'staff')?.event ?? 0
    expect(await states(desk)).toEqual(['sent'])
    window.say({ type: 'got', event })
    await eventually(() => states(desk), ['delivered'])
    window.say({ type: 'read', event })
    await eventually(() => states(desk), ['read'])
    window.say({ type: 'got', event })
    window.say({ type: 'send', ref: 'b', text: 'Thank you', files: [] })
    await window.until(news('Thank you'))
    expect(await states(desk)).toEqual(['read'])
    const { id, lastEventId } = await onlyConversation(desk)
    await desk.as(desk.ana).put(`/api/conversations/${id}/read`, { eventId: lastEventId })
    await window.until((frame) => frame.type === 'news' && frame.state.staffRead >= lastEventId)
    await window.close()
  }))

test('typing is told both ways and stored nowhere', () =>
  withDesk(async (desk) => {
    const base = await listen(desk)
    const window = await openWindow(base, 'hinoki', await session(desk))
    window.say({ type: 'send', ref: 'a', text: 'Hello', files: [] })
    await window.until((frame) => frame.type === 'done')
    const { id } = await onlyConversation(desk)
    const told = new Promise((resolve) => desk.live.onTold((topic, body) => resolve([topic, body])))
    window.say({ type: 'typing' })
    expect(await told).toMatchObject(['typing', { conversationId: id, who: 'visitor' }])
    desk.live.tell('typing', { conversationId: id, who: 'staff', name: 'Ana' })
    await window.until((frame) => frame.type === 'typing' && frame.name === 'Ana')
    expect(await desk.events()).toEqual(['message.received'])
    await window.close()
  }))

test('a note is never shown to the visitor, nor an answer that leaves later', () =>
  withDesk(async (desk) => {
    const base = await listen(desk)
    const token = await session(desk)
    const window = await openWindow(base, 'hinoki', token)
    window.say({ type: 'send', ref: 'a', text: 'Hello', files: [] })
    await window.until((frame) => frame.type === 'done')
    const { id, lastEventId } = await onlyConversation(desk)
    await desk.as(desk.ana).post(`/api/conversations/${id}/notes`, { text: 'VIP, be careful' })
    const { body } = await desk.as(desk.ana).get(`/api/conversations/${id}`)
    const sendAt = new Date(Date.now() + 3_600_000).toISOString()
    await desk.as(desk.ana).post(`/api/conversations/${id}/replies`, {
      text: 'Tomorrow',
      lastSeenEventId: body.lastEventId,
      sendAt,
    })
    await answer(desk, 'Now')
    await window.until(news('Now'))
    const again = await openWindow(base, 'hinoki', token, lastEventId)
    await again.until(news('Now'))
    for (const one of [window, again]) {
      const texts = shown(one.heard).map((message) => message.text)
      expect(texts).not.toContain('VIP, be careful')
      expect(texts).not.toContain('Tomorrow')
    }
    await Promise.all([window.close(), again.close()])
  }))

test('the visitor ends, rates, and opens the conversation again by writing', () =>
  withDesk(async (desk) => {
    const base = await listen(desk)
    const window = await openWindow(base, 'hinoki', await session(desk))
    window.say({ type: 'send', ref: 'a', text: 'Hello', files: [] })
    window.say({ type: 'end', ref: 'b' })
    await window.until((frame) => frame.type === 'news' && frame.state.isEnded)
    expect((await onlyConversation(desk)).status).toBe('resolved')
    window.say({ type: 'rate', ref: 'c', score: 5, comment: 'Quick' })
    await window.until((frame) => frame.type === 'news' && frame.state.rating === 5)
    window.say({ type: 'send', ref: 'd', text: 'One more thing', files: [] })
    await window.until(news('One more thing'))
    expect((await onlyConversation(desk)).status).toBe('open')
    expect(await desk.events()).toEqual([
      'message.received',
      'conversation.status_changed',
      'conversation.rated',
      'message.received',
      'conversation.status_changed',
    ])
    await window.close()
  }))

test('a wrong token is turned away, and so is the token of another brand', () =>
  withDesk(async (desk) => {
    const base = await listen(desk)
    const token = await session(desk)
    await desk.openBrand('sakura')
    const stranger = await openWindow(base, 'hinoki', 'v_nothing')
    expect(await stranger.closed).toBe(4401)
    const neighbour = await openWindow(base, 'sakura', token)
    expect(await neighbour.closed).toBe(4401)
    expect(await desk.events()).toEqual([])
  }))

test('name and address given in the chat are the customer’s, and an address of somebody else joins no customers', () =>
  withDesk(async (desk) => {
    const base = await listen(desk)
    await desk.receive('carter@example.com', 'By mail')
    const window = await openWindow(base, 'hinoki', await session(desk))
    window.say({ type: 'contact', ref: 'c', name: 'Dana', email: 'Carter@Example.com' })
    window.say({ type: 'send', ref: 'a', text: 'Hello', files: [] })
    await window.until((frame) => frame.type === 'done' && frame.ref === 'a')
    const customers = await desk.rows((tx) =>
      tx.selectFrom('customers').select('name').orderBy('id').execute(),
    )
    expect(customers.map((one) => one.name)).toEqual(['carter', 'Dana'])
    const joined = await desk.rows((tx) => tx.selectFrom('participants').select('address').execute())
    expect(joined).toEqual([{ address: 'carter@example.com' }])
    window.say({ type: 'contact', ref: 'd', name: 'Dana', email: 'dana@example.com' })
    await window.until((frame) => frame.type === 'done' && frame.ref === 'd')
    const known = await desk.rows((tx) =>
      tx
        .selectFrom('identities')
        .select(['kind', 'verified_at'])
        .where('value', '=', 'dana@example.com')
        .execute(),
    )
    expect(known).toEqual([{ kind: 'email', verified_at: null }])
    await window.close()
  }))

test('a shopper the shop vouches for is the same customer in every browser, and leaves nothing behind on a shared one', () =>
  withDesk(async (desk) => {
    const base = await listen(desk)
    await desk.db.open
      .updateTable('brands')
      .set({ identity_secret: desk.vault.lock('shop secret') })
      .where('id', '=', desk.brandId)
      .execute()
    const user = JSON.stringify({ id: 'u-7', email: 'Mei@example.com', name: 'Mei' })
    const hmac = createHmac('sha256', 'shop secret').update(user).digest('hex')
    const atHome = await session(desk, { user, hmac })
    const home = await openWindow(base, 'hinoki', atHome)
    home.say({ type: 'send', ref: 'a', text: 'From home', files: [] })
    await home.until((frame) => frame.type === 'done')
    const atWork = await openWindow(base, 'hinoki', await session(desk, { user, hmac }))
    await atWork.until(news('From home'))
    const afterSignOut = await session(desk, { token: atHome })
    expect(afterSignOut).not.toBe(atHome)
    const stranger = await openWindow(base, 'hinoki', afterSignOut)
    await stranger.until((frame) => frame.type === 'welcome')
    expect(shown(stranger.heard)).toEqual([])
    const verified = await desk.rows((tx) =>
      tx
        .selectFrom('identities')
        .select(['kind', 'value'])
        .where('verified_at', 'is not', null)
        .orderBy('id')
        .execute(),
    )
    expect(verified).toEqual([
      { kind: 'shopper', value: 'u-7' },
      { kind: 'email', value: 'mei@example.com' },
    ])
    const forged = await desk
      .as(undefined)
      .post('/widget/hinoki/session', { language: 'en', user: user.replace('u-7', 'u-8'), hmac })
    expect(forged).toMatchObject({ status: 422, body: { code: 'identity_unproved' } })
    await Promise.all([home.close(), atWork.close(), stranger.close()])
  }))

test('a file is kept by its content, shown to its visitor alone, and cannot be passed off', () =>
  withDesk(async (desk) => {
    const base = await listen(desk)
    const token = await session(desk)
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
      'base64',
    )
    const upload = async (as: string, body: Buffer<ArrayBuffer>, name: string) =>
      fetch(`${base}/widget/hinoki/files`, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/octet-stream',
          'x-visitor': as,
          'x-file-name': encodeURIComponent(name),
        },
      })
    const kept = (await (await upload(token, png, '傷の写真.pdf')).json()) as { ticket: string; type: string }
    expect(kept.type).toBe('image/png')
    expect((await upload('v_nothing', png, 'x.png')).status).toBe(401)
    expect((await upload(token, Buffer.alloc(11 * 1024 ** 2, 1), 'big.bin')).status).toBe(413)
    const other = await openWindow(base, 'hinoki', await session(desk))
    other.say({ type: 'send', ref: 'x', text: '', files: [kept.ticket] })
    expect(await other.until((frame) => frame.type === 'refused')).toMatchObject({ code: 'upload_unknown' })
    const window = await openWindow(base, 'hinoki', token)
    window.say({ type: 'send', ref: 'a', text: '', files: [kept.ticket] })
    const frame = await window.until((one) => one.type === 'news' && one.messages.length > 0)
    const file = frame.type === 'news' ? frame.messages[0]?.files[0] : undefined
    expect(file).toMatchObject({ name: '傷の写真.pdf', type: 'image/png', size: png.length })
    const fetched = await fetch(base + file?.url)
    expect(fetched.status).toBe(200)
    expect(fetched.headers.get('content-security-policy')).toContain('sandbox')
    expect((await fetch(base + file?.url.replace(/sign=.*/, 'sign=forged'))).status).toBe(404)
    await Promise.all([window.close(), other.close()])
  }))

test('without a socket the same is said and heard by requests', () =>
  withDesk(async (desk) => {
    await listen(desk)
    const token = await session(desk)
    const say = (frames: unknown[]) => desk.as(undefined).post('/widget/hinoki/say', { token, frames })
    const poll = (cursor: number) =>
      desk.as(undefined).post('/widget/hinoki/poll', { token, cursor, waitSeconds: 5 })
    expect((await say([{ type: 'send', ref: 'a', text: 'Hello', files: [] }])).body.frames).toEqual([
      { type: 'done', ref: 'a' },
    ])
    const [welcome] = (await poll(0)).body.frames
    expect(welcome.messages).toHaveLength(1)
    const waiting = poll(welcome.state.cursor)
    await answer(desk, 'Good morning')
    // What comes first may be about the message before; the browser asks again from where it stands.
    let frames = (await waiting).body.frames as ServerFrame[]
    for (let turn = 0; turn < 5 && !frames.some(news('Good morning')); turn++) {
      frames = (await poll(welcome.state.cursor)).body.frames
    }
    expect(frames.some(news('Good morning'))).toBe(true)
  }))

test('nothing of a conversation is told when app.brands is missing', () =>
  withDesk(async (desk) => {
    await session(desk)
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from visitors`.execute(
      desk.db.open,
    )
    expect(rows).toEqual([{ count: 0 }])
  }))

test('more visitors write at once than there are connections to the database, and all are answered', () =>
  withDesk(async (desk) => {
    const base = await listen(desk)
    const windows = await Promise.all(
      Array.from({ length: 24 }, async () => openWindow(base, 'hinoki', await session(desk))),
    )
    for (const window of windows) window.say({ type: 'send', ref: 'a', text: 'All at once', files: [] })
    const answers = await Promise.all(windows.map((window) => window.until(news('All at once'))))
    expect(answers).toHaveLength(windows.length)
    await Promise.all(windows.map((window) => window.close()))
  }))
