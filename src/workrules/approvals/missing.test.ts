import { expect, test } from 'vitest'
import { give, keepChain, keepLimits } from '#test/authority.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { tasksOf } from '../../tasks.ts'

/** Two who must both say yes, of whom one has; and how the approval stands. */
async function half(desk: TestDesk, above: unknown[] = []) {
  const ben = await desk.hire('Ben', 'agent', [desk.brandId])
  const sora = await desk.hire('Sora', 'supervisor', [desk.brandId])
  const kei = await desk.hire('Kei', 'supervisor', [desk.brandId])
  const both = { name: 'Both', staffIds: [sora.staffId, kei.staffId], needs: 'all' }
  await keepLimits(desk, { chainId: await keepChain(desk, [both, ...above]) })
  const id = await desk.receive('carter@example.com', 'The lid has a crack.')
  const { body: grant } = await give(desk, ben, id, { amount: '30000' })
  const path = `/api/approvals/${grant.approvalId}`
  const yes = { decision: 'approve', comment: 'She is right.' }
  expect((await desk.as(sora).post(`${path}/decision`, yes)).body.state).toBe('waiting')
  return { kei, grant, page: async () => (await desk.as(ben).get(path)).body, ben: desk.as(ben) }
}

/** Does what follows when somebody leaves or goes away, twice, as after a crash. */
async function tendAll(desk: TestDesk): Promise<void> {
  const tend = tasksOf(desk)['tend-approvals']
  for (const attempt of [1, 2]) await tend?.({}, { attempt, isLastAttempt: false })
}

test('where all must say yes and whoever was missing goes away, those who are there have decided it', () =>
  withDesk(async (desk) => {
    const { kei, grant, page, ben } = await half(desk)
    const before = await desk.lastEvent()
    await tendAll(desk)
    expect(await desk.events(before)).toEqual([])
    await desk.as(kei).put('/api/me/away', { isAway: true })
    await tendAll(desk)
    expect(await page()).toMatchObject({ state: 'approved', decidedBy: { name: 'Sora' } })
    expect((await ben.get(`/api/grants/${grant.id}`)).body.state).toBe('granted')
    const ours = (await desk.events(before)).filter((type) => /^(approval|grant)\./.test(type))
    expect(ours).toEqual(['approval.decided', 'grant.granted'])
  }))

test('what is above them goes on to the next level instead', () =>
  withDesk(async (desk) => {
    const { kei, page } = await half(desk, [{ name: 'Management', roles: ['admin'] }])
    await desk.as(desk.ana).post(`/api/staff/${kei.staffId}/deactivate`)
    await tendAll(desk)
    expect(await page()).toMatchObject({ state: 'waiting', approvers: [{ staff: { name: 'Ana' } }] })
  }))

test('nobody puts a deputy of their own in the place of an approver that they are themselves', () =>
  withDesk(async (desk) => {
    const sora = await desk.hire('Sora', 'supervisor', [desk.brandId])
    const kei = await desk.hire('Kei', 'agent', [desk.brandId])
    const levels = [
      { name: 'Sora', staffIds: [sora.staffId] },
      { name: 'Management', roles: ['admin'] },
    ]
    await keepLimits(desk, { chainId: await keepChain(desk, levels) })
    const wish = { brandId: desk.brandId, deputyId: kei.staffId }
    expect((await desk.as(sora).put(`/api/approval-deputies/${sora.staffId}`, wish)).status).toBe(200)
    await desk.as(sora).put('/api/me/away', { isAway: true })
    const id = await desk.receive('carter@example.com', 'The lid has a crack.')
    const { body: grant } = await give(desk, sora, id, { amount: '40000' })
    const path = `/api/approvals/${grant.approvalId}`
    expect((await desk.as(sora).get(path)).body.approvers).toMatchObject([{ staff: { name: 'Ana' } }])
    const yes = { decision: 'approve', comment: '' }
    expect((await desk.as(kei).post(`${path}/decision`, yes)).status).toBe(403)
  }))
