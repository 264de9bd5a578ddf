import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'

const choices = [
  { key: 'mail', en: 'By mail', ja: 'メール' },
  { key: 'phone', en: 'By phone', ja: '電話' },
]
const make = (desk: TestDesk, wish: Record<string, unknown>) =>
  desk.as(desk.ana).post('/api/custom-fields', {
    brandId: desk.brandId,
    about: 'conversation',
    nameEn: 'Field',
    nameJa: '項目',
    kind: 'text',
    ...wish,
  })

test('each kind of field takes its own values and refuses all others, with nothing recorded', () =>
  withDesk(async (desk) => {
    for (const kind of ['text', 'number', 'date', 'yes_no', 'choice', 'choices'])
      await make(desk, { key: kind, kind, choices: kind.startsWith('choice') ? choices : [] })
    const id = await desk.receive('carter@example.com', 'Hello')
    const ana = desk.as(desk.ana)
    const fill = (fields: Record<string, unknown>) => ana.patch(`/api/conversations/${id}/fields`, { fields })
    const good = {
      text: 'K-77',
      number: 1.5,
      date: '2028-02-29',
      yes_no: false,
      choice: 'mail',
      choices: ['mail', 'phone'],
    }
    expect((await fill({ ...good, choices: ['phone', 'mail'] })).body.fields).toEqual(good)
    const before = await desk.lastEvent()
    const wrong: [string, unknown][] = [
      ['text', 5],
      ['number', '5'],
      ['date', '2026-02-29'],
      ['date', 'tomorrow'],
      ['yes_no', 'yes'],
      ['choice', 'fax'],
      ['choices', ['mail', 'fax']],
      ['nothing_such', 'x'],
    ]
    for (const [key, value] of wrong)
      expect(await fill({ text: 'changed', [key]: value }), `${key} ${value}`).toMatchObject({
        status: 422,
        body: { field: `fields.${key}` },
      })
    expect((await fill(good)).status).toBe(200)
    expect(await desk.events(before)).toEqual([])
    expect((await ana.get(`/api/conversations/${id}`)).body.fields).toEqual(good)
  }))

test('null and an empty text take a value away, and what is not named stays', () =>
  withDesk(async (desk) => {
    await make(desk, { key: 'serial' })
    await make(desk, { key: 'colour' })
    const id = await desk.receive('carter@example.com', 'Hello')
    const ana = desk.as(desk.ana)
    const fill = async (fields: Record<string, unknown>) =>
      (await ana.patch(`/api/conversations/${id}/fields`, { fields })).body.fields
    await fill({ serial: 'K-77', colour: 'red' })
    expect(await fill({ serial: null })).toEqual({ colour: 'red' })
    expect(await fill({ colour: '  ' })).toEqual({})
  }))

test('an archived field keeps its values and takes no new ones; brought back it does', () =>
  withDesk(async (desk) => {
    const { body: field } = await make(desk, { key: 'serial' })
    const id = await desk.receive('carter@example.com', 'Hello')
    const ana = desk.as(desk.ana)
    const fill = (fields: Record<string, unknown>) => ana.patch(`/api/conversations/${id}/fields`, { fields })
    await fill({ serial: 'K-77' })
    await ana.patch(`/api/custom-fields/${field.id}`, { isArchived: true })
    expect((await ana.get(`/api/conversations/${id}`)).body.fields).toEqual({ serial: 'K-77' })
    expect((await fill({ serial: 'K-78' })).body.code).toBe('field_unknown')
    await ana.patch(`/api/custom-fields/${field.id}`, { isArchived: false, nameJa: '製造番号' })
    expect((await fill({ serial: 'K-78' })).status).toBe(200)
    expect((await ana.get('/api/custom-fields')).body.items).toMatchObject([{ nameJa: '製造番号' }])
  }))

test('a field that chooses has choices, each once, and its key is taken once', () =>
  withDesk(async (desk) => {
    const before = await desk.lastEvent()
    const refused: [Record<string, unknown>, string][] = [
      [{ key: 'how', kind: 'choice' }, 'field_choices_missing'],
      [{ key: 'how', kind: 'text', choices }, 'field_choices_unused'],
      [{ key: 'how', kind: 'choice', choices: [choices[0], choices[0]] }, 'field_choices_twice'],
    ]
    for (const [wish, code] of refused)
      expect((await make(desk, wish)).body).toMatchObject({ code, field: 'choices' })
    expect((await make(desk, { key: 'How' })).status).toBe(422)
    expect(await desk.events(before)).toEqual([])
    await make(desk, { key: 'how' })
    expect((await make(desk, { key: 'how' })).body).toMatchObject({ code: 'field_key_taken', field: 'key' })
  }))

test("a customer's fields are theirs, are learnt by a merge and given back when it is undone", () =>
  withDesk(async (desk) => {
    await make(desk, { key: 'size', about: 'customer' })
    await make(desk, { key: 'member', about: 'customer', kind: 'yes_no' })
    const ana = desk.as(desk.ana)
    const customerOf = async (from: string) => {
      const id = await desk.receive(from, 'Hello')
      return (await ana.get(`/api/conversations/${id}`)).body.customer.id as number
    }
    const [kept, merged] = [await customerOf('a@example.com'), await customerOf('b@example.com')]
    const fieldsOf = async (id: number) => (await ana.get(`/api/customers/${id}`)).body.fields
    const before = await desk.lastEvent()
    expect((await ana.patch(`/api/customers/${kept}/fields`, { fields: { size: 'M' } })).body).toEqual({
      fields: { size: 'M' },
    })
    await ana.patch(`/api/customers/${merged}/fields`, { fields: { size: 'L', member: true } })
    expect(await desk.events(before)).toEqual(['customer.fields_changed', 'customer.fields_changed'])
    await ana.post(`/api/customers/${kept}/merges`, { customerId: merged })
    expect(await fieldsOf(kept)).toEqual({ size: 'M', member: true })
    const [merge] = (await ana.get(`/api/customers/${kept}`)).body.merges
    await ana.post(`/api/customers/${kept}/merges/${merge.id}/undo`, {})
    expect(await fieldsOf(kept)).toEqual({ size: 'M' })
    expect(await fieldsOf(merged)).toEqual({ size: 'L', member: true })
  }))

test('fields stand in the order they are put into, those of customers by themselves', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const [one, two, three] = [
      (await make(desk, { key: 'one' })).body.id,
      (await make(desk, { key: 'two' })).body.id,
      (await make(desk, { key: 'three' })).body.id,
    ]
    await make(desk, { key: 'size', about: 'customer' })
    const order = async (about: string) =>
      (await ana.get(`/api/custom-fields?about=${about}`)).body.items.map(
        (field: { key: string }) => field.key,
      )
    expect(await order('conversation')).toEqual(['one', 'two', 'three'])
    const before = await desk.lastEvent()
    expect((await ana.put(`/api/custom-fields/${three}/place`, { beforeId: one })).body.id).toBe(three)
    expect(await order('conversation')).toEqual(['three', 'one', 'two'])
    await ana.put(`/api/custom-fields/${one}/place`, { beforeId: null })
    expect(await order('conversation')).toEqual(['three', 'two', 'one'])
    expect(await order('customer')).toEqual(['size'])
    const agent = desk.as(await desk.hire('Ben', 'agent', [desk.brandId]))
    expect((await agent.put(`/api/custom-fields/${two}/place`, { beforeId: null })).status).toBe(403)
    const outsider = desk.as(await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')]))
    expect((await outsider.put(`/api/custom-fields/${two}/place`, { beforeId: null })).status).toBe(404)
    const told = (await desk.events(before)).filter((type) => type.startsWith('field.'))
    expect(told).toEqual(['field.moved', 'field.moved'])
  }))

test("another brand's fields are not there, and agents change none", () =>
  withDesk(async (desk) => {
    const { body: field } = await make(desk, { key: 'serial' })
    const id = await desk.receive('carter@example.com', 'Hello')
    const { customer } = (await desk.as(desk.ana).get(`/api/conversations/${id}`)).body
    const outsider = desk.as(await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')]))
    expect((await outsider.get('/api/custom-fields')).body.items).toEqual([])
    expect((await outsider.patch(`/api/custom-fields/${field.id}`, { nameEn: 'x' })).status).toBe(404)
    expect((await outsider.patch(`/api/conversations/${id}/fields`, { fields: {} })).status).toBe(404)
    expect((await outsider.patch(`/api/customers/${customer.id}/fields`, { fields: {} })).status).toBe(404)
    const stranger = {
      brandId: desk.brandId,
      about: 'customer',
      key: 'x',
      nameEn: 'x',
      nameJa: 'x',
      kind: 'text',
    }
    expect((await outsider.post('/api/custom-fields', stranger)).status).toBe(404)
    const agent = desk.as(await desk.hire('Ben', 'agent', [desk.brandId]))
    expect((await agent.patch(`/api/custom-fields/${field.id}`, { nameEn: 'x' })).status).toBe(403)
  }))
