import { beforeAll, expect, test, vi } from 'vitest'
import { keepChain, keepLimits } from '#test/authority.ts'
import { atTheDesk } from './at-the-desk.ts'
import { bringScreens } from './built.ts'

vi.setConfig({ testTimeout: 120_000 })

beforeAll(bringScreens, 240_000)

test('an agent gives within the limit and asks above it by keys; on a phone a supervisor says yes', () =>
  atTheDesk(async ({ desk, sit }) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const sora = await desk.hire('Sora', 'supervisor', [desk.brandId])
    await keepLimits(desk, { chainId: await keepChain(desk) })
    const id = await desk.receive('carter@example.com', 'The lid has a crack.', {
      subject: 'Lid',
      channel: 'api',
    })
    const agent = await sit(ben)
    await agent.goto(`/inbox/all/${id}`)
    await agent.getByRole('article').filter({ hasText: 'The lid has a crack.' }).waitFor()
    const given = agent.getByRole('region', { name: 'Given to the customer' })
    await given.getByRole('button').waitFor()
    await agent.keyboard.press('Shift+G')
    const dialog = agent.getByRole('dialog', { name: 'Give something to the customer' })
    await dialog.getByText('¥10,000 of ¥10,000 left this month').waitFor()
    await dialog.getByRole('textbox', { name: 'Amount' }).fill('2500')
    await dialog.getByRole('textbox', { name: 'Why' }).fill('The lid is cracked.')
    await dialog.getByRole('button', { name: 'Give', exact: true }).click()
    await given.getByText('Refund ¥2,500').waitFor()
    await agent.keyboard.press('Shift+G')
    await dialog.getByText('¥7,500 of ¥10,000 left this month').waitFor()
    await dialog.getByRole('textbox', { name: 'Amount' }).fill('8000')
    await dialog.getByText('above what you may give yourself').waitFor()
    await dialog.getByRole('textbox', { name: 'Why' }).fill('The pot as well.')
    await dialog.getByRole('button', { name: 'Ask for approval' }).click()
    await given.getByText('Waiting for approval').waitFor()

    const phone = await sit(sora)
    await phone.setViewportSize({ width: 390, height: 844 })
    await phone.goto('/approvals')
    const asked = phone.getByRole('link', { name: 'Refund ¥8,000' })
    await expect.poll(() => asked.count()).toBe(1)
    await asked.click()
    await phone.getByText('The pot as well.').waitFor()
    await phone.getByText('Refund ¥2,500').waitFor()
    const refuse = phone.getByRole('button', { name: 'Refuse' })
    const { height = 0, y = 0 } = (await refuse.boundingBox()) ?? {}
    expect(height).toBeGreaterThanOrEqual(44)
    expect(y).toBeGreaterThan(500)
    await refuse.click()
    await phone.getByText('Say why, so that whoever asked knows what to do.').waitFor()
    await phone.getByRole('button', { name: 'Approve' }).click()
    await refuse.waitFor({ state: 'detached' })
    await given.getByText('approved by Sora').waitFor()
    const { items } = (await desk.as(ben).get(`/api/grants?conversationId=${id}`)).body
    expect(items).toMatchObject([
      { state: 'granted', amount: '8000' },
      { state: 'granted', amount: '2500' },
    ])
  }))
