import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'

test('whose replies are looked at first changes no template, which rules and colleagues send', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const [ben, chie] = [
      await desk.hire('Ben', 'agent', [desk.brandId]),
      await desk.hire('Chie', 'agent', [desk.brandId]),
    ]
    const wish = { brandId: desk.brandId, name: 'Late', textEn: 'It is late.', textJa: '遅れています。' }
    const at = `/api/templates/${(await ana.post('/api/templates', wish)).body.id}`
    await ana.put(`/api/brands/${desk.brandId}/reply-approval-needs`, { staffIds: [ben.staffId] })
    const before = await desk.lastEvent()
    for (const answer of [
      await desk.as(ben).patch(at, { textEn: 'It is lost.' }),
      await desk.as(ben).delete(at),
    ])
      expect([answer.status, answer.body.code]).toEqual([403, 'approval_needed'])
    expect(await desk.events(before)).toEqual([])
    expect((await desk.as(chie).patch(at, { textEn: 'It is a bit late.' })).status).toBe(200)
  }))
