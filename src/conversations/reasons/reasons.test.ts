import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'

const reasonOf = (desk: TestDesk, slug: string, more: Record<string, unknown> = {}) =>
  desk
    .as(desk.ana)
    .post('/api/contact-reasons', { brandId: desk.brandId, slug, nameEn: slug, nameJa: slug, ...more })
const fieldOf = (desk: TestDesk, key: string, more: Record<string, unknown> = {}) =>
  desk.as(desk.ana).post('/api/custom-fields', {
    brandId: desk.brandId,
    about: 'conversation',
    key,
    nameEn: key,
    nameJa: `${key}の項目`,
    kind: 'text',
    ...more,
  })

test('reasons are read as a tree, and one that is archived comes last', () =>
  withDesk(async (desk) => {
    const { body: delivery } = await reasonOf(desk, 'x-delivery', { position: 900 })
    const { body: returns } = await reasonOf(desk, 'x-returns', { position: 901 })
    const { body: lost } = await reasonOf(desk, 'x-lost', { parentId: delivery.id })
    const { body: late } = await reasonOf(desk, 'x-late', { parentId: delivery.id, position: 1 })
    await desk.as(desk.ana).patch(`/api/contact-reasons/${late.id}`, { isArchived: true })
    const { items } = (await desk.as(desk.ana).get('/api/contact-reasons')).body
    const read = items.filter((one: { slug: string }) => one.slug.startsWith('x-'))
    expect(read.map((one: { slug: string }) => one.slug)).toEqual([
      'x-delivery',
      'x-lost',
      'x-returns',
      'x-late',
    ])
    expect(read[1]).toMatchObject({ id: lost.id, parentId: delivery.id, isArchived: false })
    expect(returns.parentId).toBeNull()
  }))

test('a reason is moved with all that belong to it, before another or to the end', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const [delivery, returns, lost] = [
      (await reasonOf(desk, 'x-delivery')).body.id,
      (await reasonOf(desk, 'x-returns')).body.id,
      (await reasonOf(desk, 'x-lost')).body.id,
    ]
    const place = (id: number, parentId: number | null, beforeId: number | null) =>
      ana.put(`/api/contact-reasons/${id}/place`, { parentId, beforeId })
    const read = async () =>
      (await ana.get('/api/contact-reasons')).body.items
        .filter((one: { slug: string }) => one.slug.startsWith('x-'))
        .map((one: { slug: string; parentId: number | null }) => (one.parentId ? `> ${one.slug}` : one.slug))
    const before = await desk.lastEvent()
    expect((await place(lost, delivery, null)).body).toMatchObject({ id: lost, parentId: delivery })
    expect((await place(returns, null, delivery)).status).toBe(200)
    expect(await read()).toEqual(['x-returns', 'x-delivery', '> x-lost'])
    expect(await desk.events(before)).toEqual(['reason.moved', 'reason.moved'])
    await place(delivery, returns, null)
    expect(await read()).toEqual(['x-returns', '> x-delivery', '> x-lost'])
    const after = await desk.lastEvent()
    expect((await place(returns, lost, null)).body).toMatchObject({ code: 'reason_circle' })
    const agent = desk.as(await desk.hire('Ben', 'agent', [desk.brandId]))
    expect((await agent.put(`/api/contact-reasons/${lost}/place`, { parentId: null })).status).toBe(403)
    const outsider = desk.as(await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')]))
    expect((await outsider.put(`/api/contact-reasons/${lost}/place`, { parentId: null })).status).toBe(404)
    expect((await desk.events(after)).filter((type) => type === 'reason.moved')).toEqual([])
  }))

test('a reason finds the conversations of those that belong to it as well, in one order, page after page', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const top = (await reasonOf(desk, 'x-delivery')).body.id
    const low = (await reasonOf(desk, 'x-lost', { parentId: top })).body.id
    const lowest = (await reasonOf(desk, 'x-theft', { parentId: low })).body.id
    const other = (await reasonOf(desk, 'x-other')).body.id
    const ids: number[] = []
    for (const reasonId of [lowest, top, other, low, null]) {
      const id = await desk.receive('carter@example.com', 'Where is it?', { subject: `About ${reasonId}` })
      await ana.put(`/api/conversations/${id}/reason`, { reasonId })
      ids.push(id)
    }
    const [inLowest, inTop, inOther, inLow] = ids
    const found = async (query: string) =>
      (await ana.get(`/api/conversations?${query}`)).body.items.map((one: { id: number }) => one.id)
    expect(await found(`reasonId=${top}`)).toEqual([inLow, inTop, inLowest])
    expect(await found(`reasonId=${top}&sort=oldest`)).toEqual([inLowest, inTop, inLow])
    expect(await found(`reasonId=${low}&view=unassigned`)).toEqual([inLow, inLowest])
    expect(await found(`reasonId=${other}`)).toEqual([inOther])
    expect(await found('reasonId=999999')).toEqual([])
    await ana.put(`/api/conversations/${inTop}/tags`, { tags: ['vip'] })
    expect(await found(`reasonId=${top}&tag=vip`)).toEqual([inTop])
    const { body: first } = await ana.get(`/api/conversations?reasonId=${top}&limit=2`)
    expect(await found(`reasonId=${top}&limit=2&cursor=${first.nextCursor}`)).toEqual([inLowest])
  }))

test('a reason belongs neither to itself nor too deep, and nothing is recorded of the attempt', () =>
  withDesk(async (desk) => {
    const { body: top } = await reasonOf(desk, 'top')
    const { body: middle } = await reasonOf(desk, 'middle', { parentId: top.id })
    const { body: low } = await reasonOf(desk, 'low', { parentId: middle.id })
    const before = await desk.lastEvent()
    const ana = desk.as(desk.ana)
    expect(await ana.patch(`/api/contact-reasons/${top.id}`, { parentId: low.id })).toMatchObject({
      status: 422,
      body: { code: 'reason_circle', field: 'parentId' },
    })
    expect(await reasonOf(desk, 'lower', { parentId: low.id })).toMatchObject({
      status: 422,
      body: { code: 'reason_too_deep' },
    })
    const { body: other } = await reasonOf(desk, 'other', { parentId: null })
    expect(await ana.patch(`/api/contact-reasons/${top.id}`, { parentId: other.id })).toMatchObject({
      body: { code: 'reason_too_deep' },
    })
    expect(await reasonOf(desk, 'stray', { parentId: 999_999 })).toMatchObject({
      body: { code: 'reason_unknown' },
    })
    expect(await desk.events(before)).toEqual(['reason.created'])
  }))

test('the reasons of two people who move them at once never make a circle', () =>
  withDesk(async (desk) => {
    const { body: one } = await reasonOf(desk, 'one')
    const { body: two } = await reasonOf(desk, 'two')
    const ana = desk.as(desk.ana)
    const answers = await Promise.all([
      ana.patch(`/api/contact-reasons/${one.id}`, { parentId: two.id }),
      ana.patch(`/api/contact-reasons/${two.id}`, { parentId: one.id }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
  }))

test("a reason gives its conversations the priority it says, its parent's where it says none", () =>
  withDesk(async (desk) => {
    const { body: safety } = await reasonOf(desk, 'safety', { defaultPriority: 'urgent' })
    const { body: burnt } = await reasonOf(desk, 'burnt', { parentId: safety.id })
    const { body: praise } = await reasonOf(desk, 'kind-words', { defaultPriority: 'low' })
    const id = await desk.receive('carter@example.com', 'The kettle burnt my hand.')
    const ana = desk.as(desk.ana)
    const give = async (reasonId: number | null) =>
      (await ana.put(`/api/conversations/${id}/reason`, { reasonId })).body.priority
    expect(await give(burnt.id)).toBe('urgent')
    expect(await give(praise.id)).toBe('low')
    expect(await give(null)).toBe('normal')
    await ana.put(`/api/conversations/${id}/priority`, { priority: 'high' })
    expect(await give(praise.id)).toBe('high')
  }))

test('what the form of a reason must have keeps a person from resolving, and not from marking spam', () =>
  withDesk(async (desk) => {
    const { body: serial } = await fieldOf(desk, 'serial')
    const { body: bought } = await fieldOf(desk, 'bought_on', { kind: 'date' })
    const { body: repair } = await reasonOf(desk, 'x-repair', {
      fields: [{ fieldId: serial.id, isRequired: true }],
    })
    const { body: kettle } = await reasonOf(desk, 'x-kettle', {
      parentId: repair.id,
      fields: [{ fieldId: bought.id, isRequired: false }],
    })
    const id = await desk.receive('carter@example.com', 'My kettle is broken.')
    const ana = desk.as(desk.ana)
    await ana.put(`/api/conversations/${id}/reason`, { reasonId: kettle.id })
    const before = await desk.lastEvent()
    expect(await ana.put(`/api/conversations/${id}/status`, { status: 'resolved' })).toMatchObject({
      status: 422,
      body: { code: 'fields_required', field: 'fields.serial', missing: ['serial'] },
    })
    expect(await desk.events(before)).toEqual([])
    await ana.patch(`/api/conversations/${id}/fields`, { fields: { serial: 'K-77' } })
    expect((await ana.put(`/api/conversations/${id}/status`, { status: 'resolved' })).body.status).toBe(
      'resolved',
    )
    const other = await desk.receive('spam@example.com', 'Buy now')
    await ana.put(`/api/conversations/${other}/reason`, { reasonId: kettle.id })
    expect((await ana.put(`/api/conversations/${other}/spam`, {})).body.status).toBe('spam')
  }))

test('a form names fields of conversations, each once; those of customers or another brand are refused', () =>
  withDesk(async (desk) => {
    const { body: serial } = await fieldOf(desk, 'serial')
    const { body: size } = await fieldOf(desk, 'shoe_size', { about: 'customer', kind: 'number' })
    for (const fieldIds of [[size.id], [serial.id, serial.id], [999_999]]) {
      const fields = fieldIds.map((fieldId) => ({ fieldId, isRequired: false }))
      expect(await reasonOf(desk, 'x-form', { fields })).toMatchObject({
        status: 422,
        body: { code: 'reason_field_unknown', field: 'fields' },
      })
    }
    const { items } = (await desk.as(desk.ana).get('/api/contact-reasons')).body
    expect(items.some((one: { slug: string }) => one.slug === 'x-form')).toBe(false)
  }))
