import { expect, test } from 'vitest'
import { sendOut } from '#channels/outgoing.ts'
import { openDatabase } from '#platform/database.ts'
import { startLive } from '#platform/live.ts'
import { databaseUrlOf } from '#test/database-url.ts'
import { listen, news, session } from '#test/chat.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { openApp } from '../../app.ts'
import { senders } from '../index.ts'
import type { ServerFrame } from './frames.ts'
import { openWindow, shown } from './test-visitor.ts'

/** A second web process on the same database: connections, live line and routes of its own, nothing shared in memory. */
async function withSecond(desk: TestDesk, work: (address: string) => Promise<void>): Promise<void> {
  const url = await databaseUrlOf(desk)
  const db = openDatabase(url, 4)
  const live = await startLive(db, url, desk.log)
  const app = await openApp({ ...desk, db, live })
  try {
    await work(await app.listen({ port: 0, host: '127.0.0.1' }))
  } finally {
    await app.close()
    await live.stop()
    await db.close()
  }
}

test('windows of one visitor at two web processes show the same chat, whoever writes where', () =>
  withDesk(async (desk) => {
    const first = await listen(desk)
    await withSecond(desk, async (second) => {
      const token = await session(desk)
      const here = await openWindow(first, 'hinoki', token)
      const there = await openWindow(second, 'hinoki', token)
      await there.until((frame) => frame.type === 'welcome')
      here.say({ type: 'send', ref: 'a', text: 'Is it in stock?', files: [] })
      await there.until(news('Is it in stock?'))
      there.say({ type: 'send', ref: 'b', text: 'The large one.', files: [] })
      await here.until(news('The large one.'))

      const { items } = (await desk.as(desk.ana).get('/api/conversations')).body
      expect(items).toMatchObject([{ messageCount: 2 }])
      const path = `/api/conversations/${items[0].id}`
      desk.live.tell('typing', { conversationId: items[0].id, who: 'staff', name: 'Ana' })
      for (const window of [here, there]) await window.until((frame) => frame.type === 'typing')
      const { lastEventId } = (await desk.as(desk.ana).get(path)).body
      const reply = { text: 'It is.', lastSeenEventId: lastEventId }
      const { body } = await desk.as(desk.ana).post(`${path}/replies`, reply)
      await sendOut(desk.db, senders(desk), { brandId: desk.brandId, messageId: body.id })
      for (const window of [here, there]) await window.until(news('It is.'))
      const texts = (heard: readonly ServerFrame[]) => shown(heard).map((one) => one.text)
      expect(texts(here.heard)).toEqual(['Is it in stock?', 'The large one.', 'It is.'])
      expect(texts(there.heard)).toEqual(texts(here.heard))
      await here.close()
      await there.close()
    })
  }))

test('a visitor whose window at one process has closed is still here by the one at another', () =>
  withDesk(async (desk) => {
    const first = await listen(desk)
    await withSecond(desk, async (second) => {
      const token = await session(desk)
      const here = await openWindow(first, 'hinoki', token)
      here.say({ type: 'send', ref: 'a', text: 'Is it in stock?', files: [] })
      await here.until((frame) => frame.type === 'done')
      const there = await openWindow(second, 'hinoki', token)
      await there.until((frame) => frame.type === 'welcome')
      await desk.rows((tx) =>
        tx
          .updateTable('visitors')
          .set({ last_seen_at: new Date(0) })
          .execute(),
      )
      await there.close()
      const isHere = () =>
        desk.rows(async (tx) => {
          const row = await tx.selectFrom('visitors').select(['left_at', 'last_seen_at']).executeTakeFirst()
          return row?.left_at === null && row.last_seen_at > new Date(0)
        })
      // Long before the windows are renewed by the clock.
      await expect.poll(isHere, { interval: 20 }).toBe(true)
      await here.close()
    })
  }))
