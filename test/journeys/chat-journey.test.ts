import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createTransport } from 'nodemailer'
import type { Frame, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { answerByKeys, type RunningDesk, supportAddress, withRunningDesk } from './running-desk.ts'

const soon = { interval: 100 }

/** A shop's page with the one line a shop adds, on an origin of its own. */
async function openShop(desk: string): Promise<{ url: string; close(): void }> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><html lang="ja"><title>Shop</title><h1>Shop</h1>
      <script async src="${desk}/widget.js" data-brand="hinoki"></script></html>`)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => server.close(),
  }
}

/** The visitor's window: the shop's page with the chat open. */
async function visit({ browser }: RunningDesk, url: string): Promise<{ page: Page; panel: Frame }> {
  const context = await browser.newContext({ locale: 'ja', viewport: { width: 1000, height: 760 } })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  await page.goto(url)
  const launcher = page.locator('button[aria-label]').first()
  await launcher.click()
  const panel = page.frames().find((one) => one.url().includes('/panel'))
  if (!panel) throw new Error('There is no panel')
  return { page, panel }
}

async function write(panel: Frame, text: string): Promise<void> {
  await panel.locator('textarea').fill(text)
  await panel.locator('textarea').press('Enter')
}

const only = async ({ desk }: RunningDesk) => {
  const { items } = (await desk.as(desk.ana).get('/api/conversations')).body
  expect(items).toHaveLength(1)
  return items[0] as { id: number; messageCount: number }
}

test('a chat that is cut goes on; what its visitor left unread goes in one mail, and the answer to it comes back into the chat', () =>
  withRunningDesk(async (running) => {
    const { desk, address, post } = running
    // As short as a brand may set it.
    const { settings } = (await desk.as(desk.ana).get(`/api/brands/${desk.brandId}`)).body
    await desk
      .as(desk.ana)
      .patch(`/api/brands/${desk.brandId}`, { settings: { chat: { ...settings.chat, mailAfterSeconds: 5 } } })
    const shop = await openShop(address)
    const { page, panel } = await visit(running, shop.url)
    await write(panel, '在庫はありますか')
    await panel.getByText('送信済み').waitFor()
    await panel.locator('input[type=email]').fill('hanako@example.jp')
    await panel.locator('input[type=email]').press('Enter')
    await expect.poll(() => emailOf(running), soon).toBe('hanako@example.jp')

    const agent = await running.signIn()
    const { id } = await only(running)
    await agent.goto(`${address}/inbox/all/${id}`)
    await agent.getByRole('article').filter({ hasText: '在庫はありますか' }).waitFor()
    await answerByKeys(agent, 'ございます。')
    await panel.getByText('ございます。', { exact: true }).waitFor()

    await page.context().setOffline(true)
    await write(panel, '二つお願いします')
    await answerByKeys(agent, '承りました。')
    await page.context().setOffline(false)
    await panel.getByText('承りました。').waitFor()
    await agent.getByRole('article').filter({ hasText: '二つお願いします' }).waitFor()

    await page.context().close()
    shop.close()
    await answerByKeys(agent, '包装も無料で承ります。')
    await answerByKeys(agent, '箱にお入れしました。')
    await expect.poll(async () => (await post.inbox('hanako')).length, soon).toBe(1)
    const [mail] = await post.inbox('hanako')
    expect(mail).toMatchObject({ from: { address: supportAddress } })
    expect(mail?.text).toMatch(/Ana.*包装も無料で承ります。.*Ana.*箱にお入れしました。/s)
    expect(mail?.text).not.toContain('承りました。')
    await agent.getByText('unread messages (2) were emailed to hanako@example.jp').waitFor()

    const client = createTransport({ host: '127.0.0.1', port: post.smtpPort, ignoreTLS: true })
    await client.sendMail({
      from: '花子 <hanako@example.jp>',
      to: supportAddress,
      subject: `Re: ${mail?.subject}`,
      inReplyTo: mail?.messageId ?? '',
      references: mail?.messageId ?? '',
      text: `よろしくお願いします。\n\n${mail?.text.replaceAll(/^/gm, '> ')}`,
    })
    client.close()
    await agent.getByRole('article').filter({ hasText: 'よろしくお願いします。' }).waitFor()
    expect((await only(running)).messageCount).toBe(7)
    expect(await post.inbox('hanako')).toHaveLength(1)
  }))

const emailOf = ({ desk }: RunningDesk) =>
  desk.rows(async (tx) => (await tx.selectFrom('visitors').select('email').executeTakeFirst())?.email)
