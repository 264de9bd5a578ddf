import { expect, test } from 'vitest'
import { sendOut } from '#channels/outgoing.ts'
import { withDesk } from '#test/desk.ts'
import { senders } from '../index.ts'

const post = (more: Record<string, unknown> = {}) => ({
  brand: 'hinoki',
  externalId: 'review-1',
  from: { id: 'user-9', name: 'Rosa', email: 'rosa@example.com' },
  subject: 'Two stars',
  text: 'The lid was cracked.',
  ...more,
})
const path = '/api/channels/api/messages'

test('a connector posts a message once, however often it sends it', () =>
  withDesk(async (desk) => {
    const first = await desk.as(desk.ana).post(path, post())
    expect(first).toMatchObject({ status: 200, body: { isDuplicate: false } })
    const again = await desk.as(desk.ana).post(path, post())
    expect(again.body).toEqual({ ...first.body, isDuplicate: true })
    const { body } = await desk.as(desk.ana).get(`/api/conversations/${first.body.conversationId}`)
    expect(body).toMatchObject({
      channel: 'api',
      subject: 'Two stars',
      messageCount: 1,
      customer: { name: 'Rosa' },
    })
    expect(await desk.events()).toEqual(['message.received'])
  }))

test('messages with one key are one conversation, whoever writes them, even at the same moment', () =>
  withDesk(async (desk) => {
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((externalId) =>
        desk
          .as(desk.ana)
          .post(
            path,
            post({ externalId, conversationKey: 'review-1', from: { id: externalId, name: externalId } }),
          ),
      ),
    )
    expect(new Set(answers.map((one) => one.body.conversationId)).size).toBe(1)
    const other = await desk.as(desk.ana).post(path, post({ externalId: 'e', conversationKey: 'review-2' }))
    expect(other.body.conversationId).not.toBe(answers[0]?.body.conversationId)
  }))

test('an answer is sent once somebody listens, and fails with its reason where nobody does', () =>
  withDesk(async (desk) => {
    const { body } = await desk.as(desk.ana).post(path, post())
    const page = `/api/conversations/${body.conversationId}`
    const reply = async () => {
      const { lastEventId } = (await desk.as(desk.ana).get(page)).body
      const sent = await desk
        .as(desk.ana)
        .post(`${page}/replies`, { text: 'Sorry', lastSeenEventId: lastEventId })
      await sendOut(desk.db, senders(desk), { brandId: desk.brandId, messageId: sent.body.id })
      const { items } = (await desk.as(desk.ana).get(`${page}/messages`)).body
      return items.at(-1)
    }
    expect(await reply()).toMatchObject({ deliveryState: 'failed', deliveryReason: 'no_webhook' })
    await desk.rows((tx) =>
      tx
        .insertInto('webhooks')
        .values({ brand_id: desk.brandId, url: 'https://connector.example/', secret: 'x' })
        .execute(),
    )
    expect(await reply()).toMatchObject({ deliveryState: 'sent' })
  }))

test('strangers, readers and other brands post nothing', () =>
  withDesk(async (desk) => {
    const reader = await desk.hire('Rin', 'read_only', [desk.brandId])
    const outsider = await desk.hire('Omar', 'agent', [await desk.openBrand('sakura')])
    expect((await desk.as(undefined).post(path, post())).status).toBe(401)
    expect((await desk.as(reader).post(path, post())).status).toBe(403)
    expect(await desk.as(outsider).post(path, post())).toMatchObject({
      status: 422,
      body: { field: 'brand' },
    })
    expect(await desk.as(desk.ana).post(path, post({ text: ' ' }))).toMatchObject({
      status: 422,
      body: { field: 'text' },
    })
    expect(await desk.events()).toEqual([])
  }))

test('a file is kept by what it is', () =>
  withDesk(async (desk) => {
    const content = Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n').toString('base64')
    const { body } = await desk.as(desk.ana).post(path, post({ attachments: [{ name: 'x.png', content }] }))
    const { items } = (await desk.as(desk.ana).get(`/api/conversations/${body.conversationId}/messages`)).body
    expect(items[0].attachments).toMatchObject([{ name: 'x.png', type: 'application/pdf' }])
  }))

test('a message of a conversation that was merged twice arrives in the one that was kept', () =>
  withDesk(async (desk) => {
    const at = async (externalId: string, conversationKey: string) =>
      (await desk.as(desk.ana).post(path, post({ externalId, conversationKey }))).body.conversationId
    const [a, b, c] = [await at('1', 'a'), await at('2', 'b'), await at('3', 'c')]
    for (const [kept, merged] of [
      [b, a],
      [c, b],
    ]) {
      const { status } = await desk
        .as(desk.ana)
        .post(`/api/conversations/${kept}/merge`, { conversationIds: [merged] })
      expect(status).toBe(200)
    }
    expect(await at('4', 'a')).toBe(c)
  }))
