import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { senders } from '#channels/index.ts'
import { sendOut } from '#channels/outgoing.ts'
import { answerChat, deliveryStates, listen, news, onlyConversation, session } from '#test/chat.ts'
import { withDesk } from '#test/desk.ts'
import type { ServerFrame } from './frames.ts'
import { openWindow, shown } from './test-visitor.ts'

async function eventually<T>(look: () => Promise<T>, wanted: T): Promise<void> {
  await expect.poll(look, { interval: 20 }).toEqual(wanted)
}

test('a visitor writes, a person answers, and both see it at once', () =>
  withDesk(async (desk) => {
    const base = await listen(desk)
    const window = await openWindow(base, 'hinoki', await session(desk))
    window.say({ type: 'send', ref: 'a1', text: 'Do you ship to Canada?', files: [] })
    await window.until((frame) => frame.type === 'done' && frame.ref === 'a1')
    const conversation = await onlyConversation(desk)
    expect(conversation).toMatchObject({ channel: 'chat', status: 'new', preview: 'Do you ship to Canada?' })
    await answerChat(desk, 'Yes, to every province.')
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
    await answerChat(desk, 'while you were away 1')
    await answerChat(desk, 'while you were away 2')
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
    await answerChat(desk, 'Good morning')
    await window.until(news('Good morning'))
    const event = shown(window.heard).find((one) => one.from === 'staff')?.event ?? 0
    expect(await deliveryStates(desk)).toEqual(['sent'])
    window.say({ type: 'got', event })
    await eventually(() => deliveryStates(desk), ['delivered'])
    window.say({ type: 'read', event })
    await eventually(() => deliveryStates(desk), ['read'])
    window.say({ type: 'got', event })
    window.say({ type: 'send', ref: 'b', text: 'Thank you', files: [] })
    await window.until(news('Thank you'))
    expect(await deliveryStates(desk)).toEqual(['read'])
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
    await answerChat(desk, 'Now')
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
    await answerChat(desk, 'Good morning')
    // What comes first may be about the message before; the browser asks again from where it stands.
    let frames = (await waiting).body.frames as ServerFrame[]
    for (let turn = 0; turn < 5 && !frames.some(news('Good morning')); turn++) {
      frames = (await poll(welcome.state.cursor)).body.frames
    }
    expect(frames.some(news('Good morning'))).toBe(true)
  }))

test('an answer that is read before it is known to have left is read, also when no window is open then', () =>
  withDesk(async (desk) => {
    const token = await session(desk)
    const say = (frame: unknown) => desk.as(undefined).post('/widget/hinoki/say', { token, frames: [frame] })
    await say({ type: 'send', ref: 'a', text: 'Is it in stock?', files: [] })
    const { id, lastEventId: lastSeenEventId } = await onlyConversation(desk)
    const { body: reply } = await desk
      .as(desk.ana)
      .post(`/api/conversations/${id}/replies`, { text: 'It is.', lastSeenEventId })
    const { body } = await desk
      .as(undefined)
      .post('/widget/hinoki/poll', { token, cursor: 0, waitSeconds: 0 })
    const shownAs = body.frames[0].messages.find((one: { text: string }) => one.text === 'It is.')
    await say({ type: 'read', event: shownAs.event })
    expect(await deliveryStates(desk)).toEqual(['queued'])
    await sendOut(desk.db, senders(desk), { brandId: desk.brandId, messageId: reply.id })
    expect(await deliveryStates(desk)).toEqual(['read'])
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
