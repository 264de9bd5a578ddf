import fc from 'fast-check'
import { expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { placeholders } from './placeholder-contract.ts'

const make = (desk: TestDesk, more: Record<string, unknown> = {}) =>
  desk.as(desk.ana).post('/api/templates', {
    brandId: desk.brandId,
    name: 'Late parcel',
    textEn: 'Sorry, {{customer.name}}.',
    textJa: '{{customer.name}}様、申し訳ございません。',
    ...more,
  })

test('templates lie in folders, are found by readings and remember when they were last used', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const { body: late } = await make(desk, {
      folder: ' Delivery/Late ',
      keywords: 'おくれ okure',
      shortcut: 'late',
    })
    expect(late).toMatchObject({ folder: 'Delivery / Late', lastUsedAt: null, staleTwin: null, actions: [] })
    await make(desk, { folder: 'Deliveries', name: 'Others' })
    const within = await ana.get(`/api/templates?folder=${encodeURIComponent('Delivery')}`)
    expect(within.body.items).toMatchObject([{ id: late.id }])
    expect((await ana.get(`/api/templates?q=${encodeURIComponent('おくれ')}`)).body.items).toHaveLength(1)
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const { lastEventId: lastSeenEventId } = (await ana.get(`/api/conversations/${id}`)).body
    await ana.post(`/api/conversations/${id}/replies`, {
      text: 'Sorry.',
      lastSeenEventId,
      templateId: late.id,
    })
    const [used] = (await ana.get('/api/templates')).body.items
    expect(used).toMatchObject({ id: late.id, used: 1, lastUsedAt: expect.any(String) })
  }))

test('the twin that is left behind is marked until it is changed or looked at, and both are kept in the history', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const { body: made } = await make(desk)
    const path = `/api/templates/${made.id}`
    const before = await desk.lastEvent()
    const changed = await ana.patch(path, { textEn: 'We are sorry, {{customer.name}}.' })
    expect(changed.body).toMatchObject({ staleTwin: 'ja', staleSince: expect.any(String) })
    expect((await ana.patch(path, { name: 'Parcel late' })).body.staleTwin).toBe('ja')
    expect((await ana.post(`${path}/twin-check`)).body).toMatchObject({ staleTwin: null, staleSince: null })
    await ana.post(`${path}/twin-check`)
    await ana.patch(path, { textJa: '{{customer.name}}様、お詫び申し上げます。' })
    expect((await ana.patch(path, { textEn: 'We apologise, {{customer.name}}.' })).body.staleTwin).toBe(null)
    expect((await ana.patch(path, { textEn: 'We apologise, {{customer.name}}.' })).status).toBe(200)
    expect(await desk.events(before)).toEqual([
      'template.changed',
      'template.changed',
      'template.twin_checked',
      'template.changed',
      'template.changed',
    ])
    const [first] = await desk.rows((tx) =>
      tx.selectFrom('events').select('data').where('type', '=', 'template.changed').orderBy('id').execute(),
    )
    expect(first?.data).toMatchObject({
      from: { textEn: 'Sorry, {{customer.name}}.' },
      to: { textEn: 'We are sorry, {{customer.name}}.' },
    })
  }))

test.each([
  ['textEn', 'placeholder_unknown', { textEn: 'By {{time}}', textJa: '{{time}}まで' }, '{{time}}'],
  ['textJa', 'placeholder_unknown', { textEn: '', textJa: '{{field.size}}' }, '{{field.size}}'],
  ['textEn', 'placeholder_unknown', { textEn: '{{link.article.9}}', textJa: '' }, '{{link.article.9}}'],
  ['textJa', 'twins_differ', { textEn: '{{number}} {{tracking}}', textJa: '{{number}}' }, '{{tracking}}'],
  ['textEn', 'twins_differ', { textEn: 'Hello', textJa: '{{brand.name|当店}}' }, '{{brand.name}}'],
  ['textEn', 'placeholder_broken', { textEn: 'Dear {{customer.name}', textJa: '' }, '{{customer.name}'],
  ['textJa', 'placeholder_broken', { textEn: '', textJa: '{{お名前 様}}' }, '{{お名前 様}}'],
])('%s is refused for %s, naming it, and nothing is recorded: %j', (field, code, texts, named) =>
  withDesk(async (desk) => {
    const before = await desk.lastEvent()
    const answer = await make(desk, texts)
    expect(answer).toMatchObject({ status: 422, body: { code, field } })
    expect(answer.body.title).toContain(named)
    const { body: made } = await make(desk, { textEn: 'Fine', textJa: 'はい' })
    expect(await ana(desk).patch(`/api/templates/${made.id}`, texts)).toMatchObject({ status: 422 })
    expect(await desk.events(before)).toEqual(['template.created'])
  }),
)

const ana = (desk: TestDesk) => desk.as(desk.ana)

test('twins that ask for the same are always taken, in whatever order and with whatever words for the unknown', () =>
  withDesk(async (desk) => {
    await ana(desk).post('/api/custom-fields', {
      ...{
        brandId: desk.brandId,
        about: 'conversation',
        key: 'size',
        nameEn: 'Size',
        nameJa: 'サイズ',
        kind: 'text',
      },
    })
    const names = fc.uniqueArray(fc.constantFrom(...Object.keys(placeholders), 'field.size'))
    const words = fc.string({ unit: fc.constantFrom('a', 'あ', ' ', '。', '<', '}', '\n') })
    const otherwise = fc.option(words.map((one) => one.replaceAll('}', '')))
    const twin = (asked: readonly string[], parts: [string, string | null][]) =>
      asked
        .map((name, at) => {
          const [said, instead] = parts[at % parts.length] ?? ['', null]
          return `${said.replaceAll(/\}{2,}/g, '}')} {{ ${name} ${instead === null ? '' : `|${instead}`}}} `
        })
        .join('')
    const parts = fc.array(fc.tuple(words, otherwise), { minLength: 1 })
    await fc.assert(
      fc.asyncProperty(names, parts, parts, async (asked, en, ja) => {
        const answer = await make(desk, { textEn: twin(asked, en), textJa: twin(asked.toReversed(), ja) })
        expect([answer.status, answer.body.title]).toEqual([200, undefined])
      }),
      { numRuns: 40 },
    )
  }))

test('what a conversation fills in: names, order, promise on the customer’s clock, fields and links', () =>
  withDesk(async (desk) => {
    setClock(() => new Date('2026-11-20T03:00:00Z'))
    try {
      const id = await desk.receive('carter@example.com', 'It never arrived.')
      const page = (await ana(desk).get(`/api/conversations/${id}`)).body
      await ana(desk).patch(`/api/customers/${page.customer.id}`, {
        name: 'Emily Carter',
        timeZone: 'America/New_York',
      })
      await ana(desk).post('/api/custom-fields', {
        ...{
          brandId: desk.brandId,
          about: 'conversation',
          key: 'outcome',
          nameEn: 'Outcome',
          nameJa: '対応',
        },
        ...{ kind: 'choice', choices: [{ key: 'refund', en: 'Refund', ja: '返金' }] },
      })
      await ana(desk).patch(`/api/conversations/${id}/fields`, { fields: { outcome: 'refund' } })
      await ana(desk).put(`/api/conversations/${id}/order-number`, { orderNumber: 'H-1' })
      await desk.rows((tx) =>
        tx
          .insertInto('orders')
          .values({
            ...{
              brand_id: desk.brandId,
              customer_id: page.customer.id,
              number: 'H-1',
              currency: 'USD',
              total_minor: 4980,
            },
            ...{ placed_at: new Date('2026-11-02T03:00:00Z'), state: 'shipped' },
            shipments: JSON.stringify([{ carrier: 'USPS', tracking: '9400' }]),
          })
          .execute(),
      )
      const dueAt = '2026-11-21T01:00:00.000Z'
      await ana(desk).post(`/api/conversations/${id}/promises`, { what: 'Ask the carrier', dueAt })
      const { body } = await ana(desk).get(`/api/conversations/${id}/template-values`)
      expect(body.timeZone).toBe('America/New_York')
      expect(body.values).toMatchObject({
        'customer.greeting': { en: 'Dear Emily Carter', ja: 'Emily Carter 様' },
        'customer.email': { en: 'carter@example.com' },
        'order.number': { en: 'H-1' },
        'order.state': { en: 'on its way', ja: '発送済み' },
        'order.total': { kind: 'money', minor: 4980, currency: 'USD' },
        tracking: { en: '9400' },
        'promise.what': { en: 'Ask the carrier' },
        'promise.by': { kind: 'time', at: dueAt, zone: { en: 'your time' } },
        'agent.name': { en: 'Ana' },
        'brand.name': { ja: 'Hinoki Kitchen' },
        'field.outcome': { en: 'Refund', ja: '返金' },
        number: { en: String(id) },
        'link.mine': { ja: 'http://desk.test/help/hinoki/ja/mine' },
        'link.contact': { en: 'http://desk.test/form/hinoki?lang=en' },
      })
      const outsider = desk.as(await desk.hire('Omar', 'agent', [await desk.openBrand('sakura')]))
      expect((await outsider.get(`/api/conversations/${id}/template-values`)).status).toBe(404)
      expect((await outsider.get(`/api/template-values?brandId=${desk.brandId}`)).status).toBe(404)
      const { body: first } = await ana(desk).get(
        `/api/template-values?brandId=${desk.brandId}&customerName=Jo`,
      )
      expect(first.values).toMatchObject({
        'customer.greeting': { en: 'Dear Jo' },
        'agent.name': { ja: 'Ana' },
      })
    } finally {
      setClock()
    }
  }))

test('a first mail to an address without a name greets a customer; before anybody is named, the greeting waits', () =>
  withDesk(async (desk) => {
    const valuesOf = async (query: string) =>
      (await ana(desk).get(`/api/template-values?brandId=${desk.brandId}${query}`)).body.values
    expect(await valuesOf('&customerName=')).toMatchObject({
      'customer.greeting': { en: 'Dear customer', ja: 'お客様' },
    })
    expect(await valuesOf('')).not.toHaveProperty('customer.greeting')
    expect(await valuesOf('&customerName=')).not.toHaveProperty('customer.name')
  }))

test('a template of another brand is not there to be looked at, and who only reads may not say it was', () =>
  withDesk(async (desk) => {
    const { body: made } = await make(desk)
    const path = `/api/templates/${made.id}/twin-check`
    const outsider = desk.as(await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')]))
    const reader = desk.as(await desk.hire('Rin', 'read_only', [desk.brandId]))
    const before = await desk.lastEvent()
    expect((await outsider.post(path)).status).toBe(404)
    expect((await reader.post(path)).status).toBe(403)
    expect(await desk.events(before)).toEqual([])
  }))

test('an action that names what is not there is refused where the template is saved', () =>
  withDesk(async (desk) => {
    for (const action of [
      { kind: 'team', teamId: 99 },
      { kind: 'reason', reasonId: 99 },
      { kind: 'assign', staffId: 99 },
      { kind: 'tag', add: [], remove: [] },
      { kind: 'fields', fields: { nothing: 'x' } },
      { kind: 'status', status: 'spam' },
    ]) {
      const answer = await make(desk, { actions: [{ kind: 'take' }, action] })
      expect(answer).toMatchObject({ status: 422, body: { code: 'action_unfit', field: 'actions.1' } })
    }
    const fine = [{ kind: 'take' }, { kind: 'tag', add: ['late'] }, { kind: 'priority', priority: 'high' }]
    expect((await make(desk, { actions: fine })).body.actions).toMatchObject(fine)
  }))
