import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterEach, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { dispatchAll } from '#test/dispatch-all.ts'
import { deliverWebhook } from './deliver.ts'

type Heard = { headers: Record<string, string>; body: string }

afterEach(() => setClock())

test('what happens is sent to the webhook, signed so that the standard library accepts it, with the message itself', () =>
  withReceiver([200], async (desk, receiver) => {
    const made = await receiver.webhook()
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    await deliver(desk)
    expect(receiver.heard).toHaveLength(1)
    const [{ headers, body }] = receiver.heard as [Heard]
    const payload = new Webhook(made.secret).verify(body, headers)
    expect(payload).toMatchObject({
      type: 'message.received',
      data: {
        brand: { slug: 'hinoki' },
        conversation: { id, channel: 'api' },
        customer: { identities: [{ kind: 'email', value: 'carter@example.com' }] },
        message: { direction: 'in', text: 'It never arrived.', attachments: [] },
      },
    })
    expect(() => new Webhook(made.secret).verify(body.replace('never', 'ever'), headers)).toThrow()
    const { items } = (await desk.as(desk.ana).get(`/api/webhooks/${made.id}/deliveries`)).body
    expect(items).toMatchObject([
      { state: 'delivered', attempts: 1, responseStatus: 200, eventType: 'message.received' },
    ])
  }))

test('a receiver that fails is asked again with the same id, and one that has it is not asked twice', () =>
  withReceiver([500, 302, 204], async (desk, receiver) => {
    await receiver.webhook()
    await desk.receive('carter@example.com', 'Hello')
    await expect(deliver(desk)).rejects.toThrow('tried again')
    await expect(deliver(desk)).rejects.toThrow('tried again')
    await deliver(desk)
    await deliver(desk)
    expect(receiver.heard.map((one) => one.headers['webhook-id'])).toEqual([
      receiver.heard[0]?.headers['webhook-id'],
      receiver.heard[0]?.headers['webhook-id'],
      receiver.heard[0]?.headers['webhook-id'],
    ])
  }))

test('a webhook gets only the types it asked for, and only of its own brand', () =>
  withReceiver([200], async (desk, receiver) => {
    const sakura = await desk.openBrand('sakura')
    await receiver.webhook({ eventTypes: ['conversation.assigned'] })
    const id = await desk.receive('carter@example.com', 'Hello')
    const other = await desk.receive('dora@example.com', 'Hello', { brandId: sakura })
    for (const one of [id, other]) {
      await desk.as(desk.ana).put(`/api/conversations/${one}/assignee`, { staffId: desk.ana.staffId })
    }
    await deliver(desk)
    expect(receiver.heard.map((one) => JSON.parse(one.body).data.conversation.id)).toEqual([id])
  }))

test('a delivery can be sent again by hand', () =>
  withReceiver([200], async (desk, receiver) => {
    const made = await receiver.webhook()
    await desk.receive('carter@example.com', 'Hello')
    await deliver(desk)
    const path = `/api/webhooks/${made.id}/deliveries`
    const [item] = (await desk.as(desk.ana).get(path)).body.items
    expect((await desk.as(desk.ana).post(`${path}/${item.id}/redeliver`)).body.state).toBe('waiting')
    await deliver(desk)
    expect(receiver.heard).toHaveLength(2)
    expect((await desk.as(desk.ana).get(path)).body.items).toMatchObject([
      { state: 'delivered', attempts: 2 },
    ])
    expect((await desk.as(desk.ana).post(`${path}/999/redeliver`)).status).toBe(404)
  }))

test('a webhook that fails for five days is switched off, which is recorded; 410 Gone does so at once', () =>
  withReceiver([500, 500, 410], async (desk, receiver) => {
    const made = await receiver.webhook()
    await desk.receive('carter@example.com', 'Hello')
    await expect(deliver(desk)).rejects.toThrow('tried again')
    setClock(() => new Date(Date.now() + 6 * 86_400_000))
    await expect(deliver(desk)).rejects.toThrow('tried again')
    const [off] = (await desk.as(desk.ana).get('/api/webhooks')).body.items
    expect(off).toMatchObject({ isDisabled: true, disabledReason: 'failing' })
    expect(await desk.events()).toContain('webhook.disabled')
    await deliver(desk)
    expect(receiver.heard).toHaveLength(2)
    await desk.as(desk.ana).patch(`/api/webhooks/${made.id}`, { isDisabled: false })
    await deliver(desk)
    const [gone] = (await desk.as(desk.ana).get('/api/webhooks')).body.items
    expect(gone).toMatchObject({ isDisabled: true, disabledReason: 'gone' })
  }))

test('a webhook cannot be used to look around in the operator’s network, by number, by name or by redirect', () =>
  withReceiver([302], async (desk, receiver) => {
    const made = await receiver.webhook({ url: receiver.url.replace('127.0.0.1', 'localhost') })
    await desk.receive('carter@example.com', 'Hello')
    await dispatchAll(desk)
    const strict = { ...desk, allowsPrivateAddresses: false }
    for (const job of await desk.jobs()) {
      if (job.task === 'deliver-webhook')
        await deliverWebhook(strict)(job.payload, { attempt: 1, isLastAttempt: false })
    }
    expect(receiver.heard).toEqual([])
    const [failed] = (await desk.as(desk.ana).get(`/api/webhooks/${made.id}/deliveries`)).body.items
    expect(failed).toMatchObject({ state: 'failed', responseStatus: null })
    expect(failed.responseText).toContain('localhost is ')
  }))

test('only an admin inside the brand makes webhooks, and the secret is never shown again', () =>
  withReceiver([200], async (desk, receiver) => {
    const sue = await desk.hire('Sue', 'supervisor', [desk.brandId])
    const wish = { brandId: desk.brandId, url: receiver.url }
    expect((await desk.as(sue).post('/api/webhooks', wish)).status).toBe(403)
    expect((await desk.as(desk.ana).post('/api/webhooks', { ...wish, brandId: 999 })).status).toBe(404)
    expect((await desk.as(desk.ana).post('/api/webhooks', { ...wish, url: 'ftp://x' })).body).toMatchObject({
      field: 'url',
    })
    const made = await receiver.webhook()
    const listed = await desk.as(desk.ana).get('/api/webhooks')
    expect(listed.body.items).toHaveLength(1)
    expect(JSON.stringify(listed.body)).not.toContain(made.secret)
    expect((await desk.as(desk.ana).delete(`/api/webhooks/${made.id}`)).status).toBe(200)
    expect((await desk.as(desk.ana).delete(`/api/webhooks/${made.id}`)).status).toBe(404)
  }))

type Receiver = {
  url: string
  heard: Heard[]
  webhook(wish?: Record<string, unknown>): Promise<{ id: number; secret: string }>
}

/** A real receiver on this machine that answers with these statuses in turn, the last one for ever. */
async function withReceiver(
  statuses: number[],
  work: (desk: TestDesk, receiver: Receiver) => Promise<void>,
): Promise<void> {
  const heard: Heard[] = []
  const server = createServer(async (request, response) => {
    heard.push({ headers: request.headers as Record<string, string>, body: await textOf(request) })
    response.writeHead(statuses[Math.min(heard.length, statuses.length) - 1] ?? 200, {
      location: 'http://127.0.0.1:1/',
    })
    response.end('noted')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  try {
    await withDesk((desk) =>
      work(desk, {
        url,
        heard,
        webhook: async (wish = {}) =>
          (await desk.as(desk.ana).post('/api/webhooks', { brandId: desk.brandId, url, ...wish })).body,
      }),
    )
  } finally {
    server.close()
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

/** Dispatches what has happened and runs every delivery job there is, again if it has run before. */
async function deliver(desk: TestDesk): Promise<void> {
  await dispatchAll(desk)
  for (const job of await desk.jobs()) {
    if (job.task === 'deliver-webhook')
      await deliverWebhook(desk)(job.payload, { attempt: 1, isLastAttempt: false })
  }
}
