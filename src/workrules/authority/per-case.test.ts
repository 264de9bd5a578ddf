import { expect, test } from 'vitest'
import { give, keepLimits } from '#test/authority.ts'
import { withDesk } from '#test/desk.ts'

test('a case is one case, in however many small grants it is given and by however many people', () =>
  withDesk(async (desk) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const chie = await desk.hire('Chie', 'agent', [desk.brandId])
    const sora = await desk.hire('Sora', 'supervisor', [desk.brandId])
    await keepLimits(desk, { exceptions: { perCase: '9000' } })
    const id = await desk.receive('carter@example.com', 'The lid has a crack.')
    const state = async (...wish: Parameters<typeof give> extends [unknown, ...infer Rest] ? Rest : never) =>
      (await give(desk, ...wish)).body
    const first = await state(ben, id, { amount: '2000' })
    expect(first.state).toBe('granted')
    expect((await state(chie, id, { amount: '1000' })).state).toBe('granted')
    const above = await state(chie, id, { amount: '1' })
    expect(above).toMatchObject({ state: 'waiting', amount: '1' })
    // A supervisor could have given all of it; beyond what is ever given in one case nobody is asked.
    expect((await state(sora, id, { amount: '500' })).state).toBe('granted')
    expect((await state(ben, id, { amount: '9000' })).code).toBe('above_ceiling')
    // What was taken back counts no more, and neither does what a correction stands for.
    await desk.as(sora).post(`/api/grants/${first.id}/withdraw`, { why: 'By mistake.' })
    const again = await state(ben, id, { amount: '1500' })
    expect(again.state).toBe('granted')
    const less = { amount: '1400', why: 'Less was due.' }
    expect((await desk.as(ben).post(`/api/grants/${again.id}/correct`, less)).body.state).toBe('granted')
    const other = await desk.receive('carter@example.com', 'And the handle broke.', { subject: 'Handle' })
    expect((await state(ben, other, { amount: '3000' })).state).toBe('granted')
  }))

test('a grant is not taken back while its correction waits, which would give it again', () =>
  withDesk(async (desk) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    await desk.hire('Sora', 'supervisor', [desk.brandId])
    await keepLimits(desk)
    const id = await desk.receive('carter@example.com', 'The lid has a crack.')
    const at = `/api/grants/${(await give(desk, ben, id, { amount: '3000' })).body.id}`
    const correction = (await desk.as(ben).post(`${at}/correct`, { amount: '5000', why: 'Postage.' })).body
    const before = await desk.lastEvent()
    const why = { why: 'Not needed.' }
    expect((await desk.as(ben).post(`${at}/withdraw`, why)).body.code).toBe('correction_waiting')
    expect(await desk.events(before)).toEqual([])
    await desk.as(ben).post(`/api/grants/${correction.id}/withdraw`, why)
    expect((await desk.as(ben).post(`${at}/withdraw`, why)).body.state).toBe('reversed')
  }))
