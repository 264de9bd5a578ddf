import { expect, test } from 'vitest'
import { sendOut } from '#channels/outgoing.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { senders } from '../index.ts'

async function chatting(desk: TestDesk) {
  const { token } = (await desk.as(undefined).post('/widget/hinoki/session', { language: 'en' })).body
  const say = (...frames: Record<string, unknown>[]) =>
    desk.as(undefined).post('/widget/hinoki/say', { token, frames })
  await say({ type: 'send', ref: 'a', text: 'My pan is cracked', files: [] })
  const seen = async () => {
    const { frames } = (
      await desk.as(undefined).post('/widget/hinoki/poll', { token, cursor: 0, waitSeconds: 0 })
    ).body
    return frames[0].messages.map((one: { from: string; text: string }) => `${one.from}: ${one.text}`)
  }
  const { id } = (await desk.as(desk.ana).get('/api/conversations')).body.items[0]
  return { id: id as number, token, say, seen }
}

test('what staff forward to others, and what those answer, the visitor does not see', () =>
  withDesk(async (desk) => {
    const { id, seen } = await chatting(desk)
    const path = `/api/conversations/${id}`
    const forwarded = await desk.as(desk.ana).post(`${path}/forward`, {
      to: [{ name: 'Works', address: 'works@foundry.example' }],
      text: 'Is this batch known to be bad?',
    })
    expect(forwarded.status).toBe(200)
    await desk.receive('works@foundry.example', 'Yes, do not tell the customer.', { channel: 'email' }, id)
    const { lastEventId: lastSeenEventId } = (await desk.as(desk.ana).get(path)).body
    const { body } = await desk.as(desk.ana).post(`${path}/replies`, { text: 'So sorry.', lastSeenEventId })
    await sendOut(desk.db, senders(desk), { brandId: desk.brandId, messageId: body.id })
    expect(await seen()).toEqual(['visitor: My pan is cracked', 'staff: So sorry.'])
  }))

test('what the visitor answers by mail they see in the chat, also when their customers were made one', () =>
  withDesk(async (desk) => {
    const { id, say, seen } = await chatting(desk)
    await say({ type: 'contact', ref: 'b', name: 'Rosa', email: 'rosa@example.com' })
    await desk.receive('rosa@example.com', 'By mail from now on', { channel: 'email' }, id)
    expect(await seen()).toEqual(['visitor: My pan is cracked', 'visitor: By mail from now on'])
    const other = await desk.receive('rosa@work.example', 'Hello')
    const customerOf = async (conversation: number) =>
      (await desk.as(desk.ana).get(`/api/conversations/${conversation}`)).body.customer.id
    await desk.receive('rosa@work.example', 'Also from work', { channel: 'email' }, id)
    expect(await seen()).toHaveLength(2)
    const { status } = await desk
      .as(desk.ana)
      .post(`/api/customers/${await customerOf(id)}/merges`, { customerId: await customerOf(other) })
    expect(status).toBe(200)
    expect((await seen()).at(-1)).toBe('visitor: Also from work')
  }))
