import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { atTheDesk } from './at-the-desk.ts'
import { bringScreens } from './built.ts'

vi.setConfig({ testTimeout: 120_000 })

beforeAll(bringScreens, 240_000)

/** Opens the conversation about the lid and begins to answer it. */
async function beginReply(page: Page, id: number) {
  await page.goto(`/inbox/all/${id}`)
  await page.getByRole('article').filter({ hasText: 'The lid has a crack.' }).waitFor()
  await page.keyboard.press('r')
  const reply = page.getByRole('textbox', { name: 'Reply' })
  await reply.waitFor()
  return reply
}

test('a promise is heard in what is typed, recorded with the reply, and keeps the conversation open until it is kept', () =>
  atTheDesk(async ({ desk, sit }) => {
    const id = await desk.receive('carter@example.com', 'The lid has a crack.', {
      subject: 'Lid',
      channel: 'api',
    })
    const ana = await sit(desk.ana)
    await beginReply(ana, id)
    await ana.keyboard.type('I will ask the workshop and call you back within two hours.')
    await ana.getByRole('button', { name: 'Record it' }).click()
    await ana.getByRole('dialog').getByRole('button', { name: 'Promise this' }).click()
    await ana.getByText('Promises: I will ask the workshop').waitFor()
    await ana.keyboard.press('Control+Enter')
    const promised = ana.getByRole('region', { name: 'Promises', exact: true })
    await promised.getByText('By phone').waitFor()
    await ana.keyboard.press('e')
    await ana.getByText('Something promised here is still open').first().waitFor()
    const statusOf = async () => (await desk.as(desk.ana).get(`/api/conversations/${id}`)).body.status
    expect(await statusOf()).toBe('open')
    await promised.getByRole('button', { name: 'Kept' }).click()
    await promised.waitFor({ state: 'detached' })
    await ana.getByRole('button', { name: 'Resolve' }).click()
    await expect.poll(statusOf).toBe('resolved')
  }))

test('by one key a promise is written into the answer, and a new time is told by keys alone', () =>
  atTheDesk(async ({ desk, sit }) => {
    const id = await desk.receive('carter@example.com', 'The lid has a crack.', {
      subject: 'Lid',
      channel: 'api',
    })
    const ana = await sit(desk.ana)
    const reply = await beginReply(ana, id)
    await ana.keyboard.press('Control+Shift+L')
    const dialog = ana.getByRole('dialog', { name: 'Promise' })
    await dialog.getByRole('radio').first().waitFor()
    await ana.keyboard.type('Send a new lid')
    await ana.keyboard.press('Enter')
    await reply.filter({ hasText: 'We will look into this and get back to you by' }).waitFor()
    await ana.keyboard.press('Control+Enter')
    const promised = ana.getByRole('region', { name: 'Promises', exact: true })
    await promised.getByText('Send a new lid').waitFor()
    await promised.getByRole('button', { name: 'More about “Send a new lid”' }).focus()
    await ana.keyboard.press('Enter')
    const tell = ana.getByRole('menuitem', { name: 'Tell the customer a new time…' })
    await tell.waitFor()
    await ana.keyboard.press('ArrowDown')
    await expect.poll(() => tell.evaluate((item) => item.hasAttribute('data-highlighted'))).toBe(true)
    await ana.keyboard.press('Enter')
    const postponing = ana.getByRole('dialog', { name: 'Tell the customer a new time…' })
    const first = postponing.getByRole('radio').first()
    await first.waitFor()
    await expect.poll(() => first.evaluate((radio) => radio === document.activeElement)).toBe(true)
    await ana.keyboard.press('ArrowDown')
    await ana.keyboard.press('Enter')
    await reply.filter({ hasText: 'sorry that it takes longer' }).waitFor()
    await ana.keyboard.press('Control+Enter')
    await promised.getByText('moved 1×').waitFor()
    const { items } = (await desk.as(desk.ana).get('/api/promises')).body
    expect(items).toMatchObject([{ what: 'Send a new lid', postponed: 1 }])
  }))

test('a promise that was only typed is still one when its writer has gone away and come back', () =>
  atTheDesk(async ({ desk, sit }) => {
    const id = await desk.receive('carter@example.com', 'The lid has a crack.', { channel: 'api' })
    const ana = await sit(desk.ana)
    const reply = await beginReply(ana, id)
    await ana.keyboard.type('I will ask the workshop and call you back within two hours.')
    await ana.getByRole('button', { name: 'Record it' }).click()
    await ana.getByRole('dialog').getByRole('button', { name: 'Promise this' }).click()
    await ana.getByText('Promises: I will ask the workshop').waitFor()
    const kept = async () => (await desk.as(desk.ana).get(`/api/conversations/${id}/draft`)).body.draft
    await expect.poll(async () => (await kept())?.promises?.made).toHaveLength(1)
    await ana.reload()
    await ana.getByText('Promises: I will ask the workshop').waitFor()
    await reply.filter({ hasText: 'call you back' }).waitFor()
    expect(await ana.getByRole('button', { name: 'Record it' }).count()).toBe(0)
    await reply.focus()
    await ana.keyboard.press('Control+Enter')
    await ana.getByRole('region', { name: 'Promises', exact: true }).getByText('By phone').waitFor()
    expect((await desk.as(desk.ana).get('/api/promises')).body.items).toHaveLength(1)
  }))
