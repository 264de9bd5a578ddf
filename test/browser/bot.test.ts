import { readFileSync } from 'node:fs'
import type { Frame, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { startWorker } from '#platform/jobs.ts'
import { startOutbox } from '#platform/outbox.ts'
import { publishArticle } from '#test/articles.ts'
import { switchBotOn } from '#test/bot.ts'
import { onlyConversation } from '#test/chat.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { follow } from '../../src/consequences.ts'
import { tasksOf } from '../../src/tasks.ts'
import { bringScreens } from './built.ts'
import { withChromium } from './chromium.ts'

beforeAll(bringScreens, 240_000)

// Half past eleven at night in Tokyo, on a Thursday.
const night = new Date('2026-11-19T14:30:00Z')
const office = [{ days: [1, 2, 3, 4, 5], from: '10:00', to: '18:00' }]

const page = (title: string, words: string) => ({ ja: { title, html: `<p>${words}</p>` } })

async function shelve(desk: TestDesk) {
  const [, , shipping] = (await desk.as(desk.ana).get('/api/article-categories')).body.items
  const on = { categoryId: shipping.id as number }
  await publishArticle(
    desk,
    page('カナダへの配送と関税', 'カナダ全州へお届けします。送料は一律US$18です。'),
    on,
  )
  await publishArticle(desk, page('返品の送り先', '返品は倉庫へ着払いでお送りください。'))
  await publishArticle(desk, page('返品の手続き', '返品はマイページからお申し込みください。'))
  await publishArticle(desk, page('返品の期限', '到着から三十日以内であれば返品を承ります。'))
  await publishArticle(desk, page('包丁の研ぎ方', '砥石を水に浸し、刃を十五度に当てて研ぎます。'))
}

/** The sample's shop with its chat open, and a worker that does what follows. */
async function inShop(work: (desk: TestDesk, panel: Frame, shop: Page) => Promise<void>): Promise<void> {
  await withDesk(async (desk) => {
    await shelve(desk)
    await switchBotOn(desk, {}, { hours: office, ask: 'after' })
    setClock(() => night)
    const worker = await startWorker(desk.db, tasksOf(desk), { concurrency: 2, log: desk.log })
    const outbox = startOutbox(desk.db, follow, desk.log)
    try {
      const base = await desk.app.listen({ port: 0, host: '127.0.0.1' })
      await withChromium(async (browser) => {
        const context = await browser.newContext({
          locale: 'ja',
          timezoneId: 'Asia/Tokyo',
          viewport: { width: 1000, height: 800 },
        })
        await context.clock.setFixedTime(night)
        const shop = await context.newPage()
        await shop.goto(`${base}/demo-shop?lang=ja`)
        const launcher = shop.locator('button[aria-label]').first()
        await launcher.click()
        const panel = shop.frames().find((one) => one.url().includes('/panel'))
        if (!panel) throw new Error('There is no panel')
        await work(desk, panel, shop)
      })
    } finally {
      setClock()
      await outbox.stop()
      await worker.stop()
    }
  })
}

const says = (panel: Frame, words: string) => panel.getByText(words, { exact: false }).last().waitFor()
const button = (panel: Frame, name: string) => panel.getByRole('button', { name, exact: true })
async function write(panel: Frame, words: string) {
  await panel.locator('textarea').fill(words)
  await panel.locator('textarea').press('Enter')
}

test(
  'at night a visitor is greeted, opens a topic by keyboard, reads the answer and says that it helped',
  () =>
    inShop(async (desk, panel, shop) => {
      await says(panel, 'こんばんは。自動応答がヘルプページをもとにお答えします')
      await says(panel, '自動応答中。担当者は')
      await button(panel, '配送・送料について').focus()
      await shop.keyboard.press('Enter')
      await says(panel, '「配送・送料について」ですね')
      await button(panel, 'カナダへの配送と関税').click()
      await says(panel, 'カナダ全州へお届けします')
      const source = panel.getByRole('link', { name: '記事「カナダへの配送と関税」より' })
      expect(await source.getAttribute('href')).toMatch(/\/help\/hinoki\/ja\/articles\/\d+$/)
      await panel.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'))
      const wrong = await panel.evaluate(async () => {
        type Found = { violations: { id: string; impact: string }[] }
        const { violations } = await (window as unknown as { axe: { run(): Promise<Found> } }).axe.run()
        return violations.filter((one) => ['serious', 'critical'].includes(one.impact)).map((one) => one.id)
      })
      expect(wrong).toEqual([])
      await button(panel, '解決した').click()
      await says(panel, 'お役に立てて何よりです')
      await says(panel, '今回の対応はいかがでしたか')
      expect(await onlyConversation(desk)).toMatchObject({ status: 'resolved' })
    }),
  90_000,
)

test(
  'it asks back, the choice does not help, neither does the next answer, and a person takes over with everything that was said',
  () =>
    inShop(async (desk, panel) => {
      await write(panel, '返品したい')
      await says(panel, 'どちらについてのお問い合わせでしょうか')
      await button(panel, '返品の期限').click()
      await says(panel, '三十日以内')
      await button(panel, 'もう少し聞く').click()
      await says(panel, 'もう少し詳しく')
      await write(panel, '包丁の研ぎ方を知りたい')
      await says(panel, '砥石を水に浸し')
      await button(panel, 'もう少し聞く').click()
      await says(panel, 'お役に立てず申し訳ございません')
      await says(panel, '画面を閉じられた場合の返信先をお知らせください')
      const { id, status, waitingSince } = await onlyConversation(desk)
      expect([status, waitingSince !== null]).toEqual(['open', true])
      const { body } = await desk.as(desk.ana).get(`/api/conversations/${id}/messages`)
      const note = body.items.find((one: { direction: string }) => one.direction === 'note')
      expect(note.text).toContain('案内で解決しなかったため')
      expect(note.text).toContain('質問：返品したい')
      expect(note.text).toContain('案内した記事：返品の期限')
    }),
  90_000,
)

test(
  '“a person, please” at night: at once, with a time that the brand’s hours can keep',
  () =>
    inShop(async (desk, panel) => {
      await write(panel, '人に代わってください')
      await says(panel, 'かしこまりました。担当者におつなぎします。')
      await says(panel, '11月20日(金) 10:00 に再開し、18:00 までにお返事いたします（お客様の現地時刻）')
      expect(await panel.locator('.topics').count()).toBe(0)
      await write(panel, 'お願いします')
      await expect.poll(async () => (await onlyConversation(desk)).messageCount).toBe(4)
      expect(await panel.locator('article').count()).toBe(3)
    }),
  90_000,
)
