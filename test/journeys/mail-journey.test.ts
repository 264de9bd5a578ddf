import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import Encoding from 'encoding-japanese'
import { createTransport } from 'nodemailer'
import { expect, test } from 'vitest'
import type { ReadMail } from '#channels/email/reading/read-mail.ts'
import type { PostOffice } from '#test/mail/post-office.ts'
import { answerByKeys, type RunningDesk, supportAddress, withRunningDesk } from './running-desk.ts'

const run = promisify(execFile)
const soon = { interval: 100 }
const hasSwaks = spawnSync('swaks', ['--version']).status === 0

/** Text as an old Japanese mail program writes it (RFC 1468). */
const jis = (text: string) =>
  Buffer.from(Encoding.convert(text, { to: 'JIS', from: 'UNICODE', type: 'array' }) as number[])
const jisHeader = (text: string) => `=?ISO-2022-JP?B?${jis(text).toString('base64')}?=`

function japaneseMail(subject: string, text: string, headers: string[] = []): Buffer {
  const head = [
    `From: ${jisHeader('佐藤花子')} <sato@example.jp>`,
    `To: ${supportAddress}`,
    `Subject: ${jisHeader(subject)}`,
    `Message-ID: <${crypto.randomUUID()}@example.jp>`,
    ...headers,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=ISO-2022-JP',
    'Content-Transfer-Encoding: 7bit',
  ]
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), jis(text.replaceAll('\n', '\r\n'))])
}

async function submit(post: PostOffice, from: string, to: string, raw: Buffer): Promise<void> {
  const client = createTransport({ host: '127.0.0.1', port: post.smtpPort, ignoreTLS: true })
  await client.sendMail({ envelope: { from, to }, raw }).finally(() => client.close())
}

/** Carter's program: swaks where it is installed, a library otherwise. */
async function carterWrites(post: PostOffice, subject: string, text: string, headers: string[] = []) {
  const all = ['Message-Id: <first@example.com>', ...headers]
  if (hasSwaks) {
    const asked = all.flatMap((header) => ['--header', header])
    const people = ['--from', 'carter@example.com', '--to', supportAddress]
    const said = ['--header', `Subject: ${subject}`, '--body', text]
    // Not waited for in step: the mail server it talks to lives in this very process.
    await run('swaks', ['--server', `127.0.0.1:${post.smtpPort}`, ...people, ...said, ...asked])
    return
  }
  const head = [`From: carter@example.com`, `To: ${supportAddress}`, `Subject: ${subject}`, ...all]
  await submit(
    post,
    'carter@example.com',
    supportAddress,
    Buffer.from(`${head.join('\r\n')}\r\n\r\n${text}\r\n`),
  )
}

async function firstIn(post: PostOffice, person: string): Promise<ReadMail & { source: Buffer }> {
  await expect.poll(async () => (await post.inbox(person)).length, soon).toBe(1)
  const [mail] = await post.inbox(person)
  if (!mail) throw new Error('The mail has gone')
  return mail
}

const listed = async ({ desk }: RunningDesk) =>
  (await desk.as(desk.ana).get('/api/conversations')).body.items.map(
    ({ subject, messageCount }: { subject: string; messageCount: number }) => [subject, messageCount],
  )

test('a mail is written, fetched, answered in the app, read by the customer, and answered again in the same conversation', () =>
  withRunningDesk(async (running) => {
    const { desk, address, post } = running
    await submit(
      post,
      'sato@example.jp',
      supportAddress,
      japaneseMail('土鍋の蓋について', '蓋が届いておりません。①番の箱です。\n佐藤'),
    )
    await carterWrites(post, 'Where is my pan?', 'Nothing was at my door.')
    await expect
      .poll(async () => (await listed(running)).toSorted(), soon)
      .toEqual([
        ['Where is my pan?', 1],
        ['土鍋の蓋について', 1],
      ])

    const page = await running.signIn()
    const ids = await idsBySubject(running)
    await page.goto(`${address}/inbox/all/${ids['土鍋の蓋について']}`)
    await page.getByRole('article').filter({ hasText: '蓋が届いておりません。' }).waitFor()
    await answerByKeys(page, '本日、蓋を発送いたしました。')
    await page.goto(`${address}/inbox/all/${ids['Where is my pan?']}`)
    await page.getByRole('article').filter({ hasText: 'Nothing was at my door.' }).waitFor()
    await answerByKeys(page, 'It leaves today.')

    const toSato = await firstIn(post, 'sato')
    expect(toSato).toMatchObject({ subject: 'Re: 土鍋の蓋について', from: { address: supportAddress } })
    expect(toSato.visibleText).toContain('本日、蓋を発送いたしました。')
    const toCarter = await firstIn(post, 'carter')
    expect(toCarter.inReplyTo).toEqual(['<first@example.com>'])
    expect(toCarter.visibleText).toContain('It leaves today.')

    const quoted = toSato.text.trim().replaceAll(/^/gm, '> ')
    const answering = [`In-Reply-To: ${toSato.messageId}`, `References: ${toSato.messageId}`]
    await submit(
      post,
      'sato@example.jp',
      supportAddress,
      japaneseMail('Re: 土鍋の蓋について', `ありがとうございます。\n\n${quoted}`, answering),
    )
    await expect
      .poll(async () => (await listed(running)).toSorted(), soon)
      .toEqual([
        ['Where is my pan?', 2],
        ['土鍋の蓋について', 3],
      ])
    await page.goto(`${address}/inbox/all/${ids['土鍋の蓋について']}`)
    await page.getByRole('article').filter({ hasText: 'ありがとうございます。' }).waitFor()
    const { items } = (await desk.as(desk.ana).get(`/api/conversations/${ids['土鍋の蓋について']}/messages`))
      .body
    expect(items.map((one: { text: string }) => one.text)).toEqual([
      '蓋が届いておりません。①番の箱です。\n佐藤',
      '本日、蓋を発送いたしました。',
      'ありがとうございます。',
    ])
  }))

async function idsBySubject({ desk }: RunningDesk): Promise<Record<string, number>> {
  const { items } = (await desk.as(desk.ana).get('/api/conversations')).body
  return Object.fromEntries(items.map((one: { subject: string; id: number }) => [one.subject, one.id]))
}
