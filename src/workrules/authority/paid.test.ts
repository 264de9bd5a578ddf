import { expect, test } from 'vitest'
import { give, keepLimits } from '#test/authority.ts'
import { withDesk } from '#test/desk.ts'

test('what a waiting correction would reverse is not paid meanwhile, and can be once that is withdrawn', () =>
  withDesk(async (desk) => {
    const person = await desk.hire('Ben', 'agent', [desk.brandId])
    await desk.hire('Sora', 'supervisor', [desk.brandId])
    await keepLimits(desk)
    const ben = desk.as(person)
    const id = await desk.receive('carter@example.com', 'The lid has a crack.')
    const at = `/api/grants/${(await give(desk, person, id, { amount: '3000' })).body.id}`
    const { body } = await ben.post(`${at}/correct`, { amount: '5000', why: 'Postage as well.' })
    expect(body.state).toBe('waiting')
    expect((await ben.put(`${at}/payment`, {})).body.code).toBe('correction_waiting')
    expect((await ben.get(at)).body).toMatchObject({ state: 'granted', paid: null })
    await ben.post(`/api/grants/${body.id}/withdraw`, { why: 'Not needed.' })
    expect((await ben.put(`${at}/payment`, { reference: 'TRX-1' })).body.paid).toMatchObject({
      reference: 'TRX-1',
    })
  }))
