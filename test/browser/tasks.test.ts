import { beforeAll, expect, test, vi } from 'vitest'
import { atTheDesk } from './at-the-desk.ts'
import { bringScreens } from './built.ts'
import { furnishReadings } from './readings-screens.ts'

vi.setConfig({ testTimeout: 120_000 })

beforeAll(bringScreens, 240_000)

test('by one key a team is asked, answers on its own page, and the answer stands beside the conversation', () =>
  atTheDesk(async ({ desk, sit }) => {
    const subject = 'Lid'
    const id = await desk.receive('carter@example.com', 'The lid has a crack.', { subject, channel: 'api' })
    const wataru = await desk.hire('Wataru', 'agent')
    await desk.as(desk.ana).post('/api/teams', { name: 'Warehouse', memberIds: [wataru.staffId] })
    const ana = await sit(desk.ana)
    await ana.goto(`/inbox/all/${id}`)
    await ana.getByRole('article').filter({ hasText: 'The lid has a crack.' }).waitFor()
    await ana.keyboard.press('q')
    const asking = ana.getByRole('dialog', { name: 'Ask others' })
    await asking.getByRole('textbox', { name: 'What it is about' }).fill('Is a lid in stock?')
    await asking.getByRole('textbox', { name: 'Question' }).fill('We need one of 24 cm.')
    await asking.getByRole('button', { name: 'Ask', exact: true }).click()
    const beside = ana.getByRole('region', { name: 'Questions to others' })
    await beside.getByText('To Warehouse').waitFor()
    const there = await sit(wataru)
    await there.goto('/tasks?tab=team')
    await there.getByRole('button', { name: /Is a lid in stock/ }).click()
    const task = there.getByRole('dialog', { name: 'Is a lid in stock?' })
    await task.getByText('We need one of 24 cm.').waitFor()
    await task.getByRole('textbox', { name: 'Your answer' }).fill('Three are left.')
    await task.getByRole('button', { name: 'Answer', exact: true }).click()
    await beside.getByText('Three are left.').waitFor()
    expect((await desk.as(desk.ana).get('/api/tasks/count')).body.answered).toBe(1)
  }))

test('a manual is read, its question answered wrongly and then rightly, and those who lead see it', () =>
  atTheDesk(async ({ desk, sit }) => {
    await furnishReadings(desk)
    const ana = await sit(desk.ana)
    await ana.goto('/readings')
    await ana.getByRole('button', { name: /Refunds: what we do/ }).click()
    await ana.getByText('Up to JPY 20,000 you decide.').waitFor()
    const confirm = ana.getByRole('button', { name: 'I have read this' })
    await ana.getByRole('radio', { name: 'JPY 50,000' }).check()
    await confirm.click()
    await ana.getByText('Not quite.').waitFor()
    await ana.getByRole('radio', { name: 'JPY 20,000' }).check()
    await confirm.click()
    await ana.getByText('You have read everything that was asked of you.').waitFor()
    await ana.getByRole('button', { name: 'Who has read' }).click()
    await ana.getByText('1 of 1 have read it').waitFor()
    const { items } = (await desk.as(desk.ana).get('/api/required-readings')).body
    expect(items).toMatchObject([{ confirmed: 1, overdue: 0 }])
  }))
