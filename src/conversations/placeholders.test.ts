import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'

test('a placeholder that nobody filled in stops an answer, a forward and a first mail, and says which', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const ana = desk.as(desk.ana)
    const before = await desk.lastEvent()
    const text = 'Dear {{customer.name}}, order {{ order.number }} is on its way.'
    const refused = { status: 422, body: { code: 'reply_checks', field: 'text' } }
    const reply = await ana.post(`/api/conversations/${id}/replies`, { text, lastSeenEventId: before })
    expect(reply).toMatchObject(refused)
    expect(reply.body.findings.map((one: { found: string }) => one.found)).toEqual([
      '{{customer.name}}',
      '{{ order.number }}',
    ])
    const to = [{ name: '', address: 'carrier@example.com' }]
    expect(await ana.post(`/api/conversations/${id}/forward`, { text, to })).toMatchObject(refused)
    expect(await desk.events(before)).toEqual([])
    // A note may speak of them.
    expect((await ana.post(`/api/conversations/${id}/notes`, { text })).status).toBe(200)
  }))

test('a template may ask only for what is filled in', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const wish = { brandId: desk.brandId, name: 'Shipped', textEn: 'By {{time}}.' }
    expect(await ana.post('/api/templates', wish)).toMatchObject({
      status: 422,
      body: { code: 'placeholder_unknown', field: 'textEn' },
    })
    const textEn = '{{customer.name}} {{agent.name}} {{number}} {{order.number}} {{tracking}}'
    const made = await ana.post('/api/templates', { ...wish, textEn })
    expect(made.status).toBe(200)
    expect(await ana.patch(`/api/templates/${made.body.id}`, { textJa: '{{お名前}} 様' })).toMatchObject({
      status: 422,
      body: { code: 'placeholder_unknown', field: 'textJa' },
    })
  }))
