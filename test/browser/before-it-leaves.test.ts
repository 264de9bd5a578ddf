import { beforeAll, expect, test, vi } from 'vitest'
import { atTheDesk } from './at-the-desk.ts'
import { bringScreens } from './built.ts'

vi.setConfig({ testTimeout: 120_000 })

beforeAll(bringScreens, 240_000)

test('what is forgotten is shown before a reply leaves; sending again says yes to it, and what is forbidden stays', () =>
  atTheDesk(async ({ desk, sit }) => {
    const id = await desk.receive('carter@example.com', 'Where is my label?', { subject: 'Label' })
    const word = { brandId: desk.brandId, kind: 'forbidden', word: 'guarantee', instead: 'expect' }
    await desk.as(desk.ana).post('/api/checked-words', word)
    const ken = await sit(await desk.hire('Ken', 'agent', [desk.brandId]))
    await ken.goto(`/inbox/all/${id}`)
    await ken.getByRole('article').filter({ hasText: 'Where is my label?' }).waitFor()
    await ken.keyboard.press('r')
    const reply = ken.getByRole('textbox', { name: 'Reply' })
    await reply.waitFor()
    await ken.keyboard.type('We guarantee it.')
    await ken.getByText('is not said in this brand’s name').waitFor()
    await ken.keyboard.press('Control+Enter')
    const stop = ken.getByRole('alert').filter({ hasText: 'Look through before sending' })
    await stop.getByText('Better: expect').waitFor()
    // The place is marked: what is typed takes it.
    await expect.poll(() => ken.evaluate(() => getSelection()?.toString())).toBe('guarantee')
    await ken.keyboard.type('expect')
    await ken.keyboard.press('End')
    await ken.keyboard.type(' Please find the label attached.')
    await ken.keyboard.press('Control+Enter')
    await ken.getByRole('alert').filter({ hasText: 'speaks of an attachment' }).waitFor()
    await ken.keyboard.press('Control+Enter')
    await ken
      .getByRole('article')
      .filter({ hasText: 'We expect it. Please find the label attached.' })
      .waitFor()
    await reply.waitFor({ state: 'detached' })
  }))

test('a trainee asks for approval; a supervisor changes it and lets it leave, and its author sees what was changed', () =>
  atTheDesk(async ({ desk, sit }) => {
    const id = await desk.receive('carter@example.com', 'Where is my lid?', { subject: 'Lid' })
    const trainee = await desk.hire('Yui', 'agent', [desk.brandId])
    const needs = `/api/brands/${desk.brandId}/reply-approval-needs`
    await desk.as(desk.ana).put(needs, { staffIds: [trainee.staffId] })
    const yui = await sit(trainee)
    await yui.goto(`/inbox/all/${id}`)
    await yui.getByRole('article').filter({ hasText: 'Where is my lid?' }).waitFor()
    await yui.keyboard.press('r')
    await yui.getByRole('textbox', { name: 'Reply' }).waitFor()
    await yui.getByRole('button', { name: 'Ask for approval' }).waitFor()
    await yui.keyboard.type('It comes today.')
    await yui.keyboard.press('Control+Enter')
    await yui.getByText('Yours. A colleague decides.').waitFor()
    const ana = await sit(desk.ana)
    await ana.goto('/reply-approvals')
    const card = ana.getByRole('article')
    await card.getByText('It comes today.').waitFor()
    await card.getByRole('button', { name: 'Edit' }).click()
    const field = card.getByRole('textbox', { name: 'Text of the reply' })
    await field.waitFor()
    await field.press('Control+End')
    await ana.keyboard.type(' Thank you for waiting.')
    await card.getByRole('button', { name: 'Approve with changes' }).click()
    await ana.getByText('No reply waits for approval.').waitFor()
    await yui.locator('ins').filter({ hasText: 'Thank you for waiting.' }).waitFor()
    await yui.getByText('approved by Ana').waitFor()
    expect((await desk.as(desk.ana).get(`/api/conversations/${id}`)).body.waitingSince).toBeNull()
  }))
