import { execFile } from 'node:child_process'
import { connect } from 'node:net'
import { promisify } from 'node:util'
import { createTransport } from 'nodemailer'
import { expect, test } from 'vitest'
import { withDesk, type TestDesk } from '#test/desk.ts'
import { openMailbox, supportAddress as address } from '#test/mail/mailbox.ts'
import { withSmtpDoor } from '#test/mail/smtp-door.ts'

const run = promisify(execFile)

async function withServer(work: (desk: TestDesk, port: number) => Promise<void>, maxBytes = 5_000_000) {
  await withDesk(async (desk) => {
    await openMailbox(desk)
    await withSmtpDoor(desk, { maxBytes }, (port) => work(desk, port))
  })
}

const clientOf = (port: number) =>
  createTransport({ host: '127.0.0.1', port, requireTLS: true, tls: { rejectUnauthorized: false } })

test('a mail sent over STARTTLS is committed when the server says 250', () =>
  withServer(async (desk, port) => {
    const sent = await clientOf(port).sendMail({
      from: '山田 花子 <hanako@example.jp>',
      to: address,
      subject: '注文について',
      text: '商品が届きません。',
    })
    expect(sent.response).toMatch(/^250 .*#\d+/)
    const { body } = await desk.as(desk.ana).get('/api/conversations')
    expect(body.items).toMatchObject([
      {
        subject: '注文について',
        preview: '商品が届きません。',
        language: 'ja',
        customer: { name: '山田 花子' },
      },
    ])
  }))

test('swaks hands a mail over as mail servers do', () =>
  withServer(async (desk, port) => {
    const args = [
      '--server',
      `127.0.0.1:${port}`,
      '--from',
      'a@example.com',
      '--to',
      address,
      '--tls',
      '--pipeline',
    ]
    const { stdout } = await run('swaks', [...args, '--header', 'Subject: From swaks', '--body', 'Hello'])
    expect(stdout).toContain('250 2.0.0 taken in as #')
    expect((await desk.as(desk.ana).get('/api/conversations')).body.items[0].subject).toBe('From swaks')
  }))

test('who is not here is refused before the mail is sent', () =>
  withServer(async (desk, port) => {
    const unknown = clientOf(port).sendMail({ from: 'a@example.com', to: 'nobody@hinoki.test', text: 'x' })
    await expect(unknown).rejects.toMatchObject({ responseCode: 550 })
    expect((await desk.as(desk.ana).get('/api/conversations')).body.items).toEqual([])
  }))

test('a mail beyond the limit is refused, one below it is taken in with its file', () =>
  withServer(async (desk, port) => {
    const mail = { from: 'a@example.com', to: address, subject: 'Photos', text: 'See here' }
    const tooBig = clientOf(port).sendMail({
      ...mail,
      attachments: [{ filename: 'a.bin', content: Buffer.alloc(5_000_000) }],
    })
    await expect(tooBig).rejects.toMatchObject({ responseCode: 552 })
    const content = Buffer.from(Array.from({ length: 1_000_000 }, (_, at) => (at * 31) % 251))
    await clientOf(port).sendMail({ ...mail, attachments: [{ filename: '写真.bin', content }] })
    const list = (await desk.as(desk.ana).get('/api/conversations')).body.items
    expect(list).toHaveLength(1)
    const { body } = await desk.as(desk.ana).get(`/api/conversations/${list[0].id}/messages`)
    expect(body.items[0].attachments).toMatchObject([{ name: '写真.bin', size: content.length }])
  }))

test('a connection cut in the middle of a mail leaves nothing', () =>
  withServer(async (desk, port) => {
    const socket = connect(port, '127.0.0.1')
    const says = (line: string) =>
      new Promise<string>(
        (resolve) => (socket.once('data', (data) => resolve(String(data))), socket.write(line)),
      )
    await new Promise((resolve) => socket.once('data', resolve))
    await says('EHLO x\r\n')
    await says('MAIL FROM:<a@example.com>\r\n')
    await says(`RCPT TO:<${address}>\r\n`)
    expect(await says('DATA\r\n')).toMatch(/^354/)
    socket.write('From: a@example.com\r\nSubject: half\r\n\r\nThis is only')
    await new Promise<void>((resolve) => socket.end(() => resolve()))
    await clientOf(port).sendMail({ from: 'b@example.com', to: address, subject: 'whole', text: 'x' })
    expect(
      (await desk.as(desk.ana).get('/api/conversations')).body.items.map((one: any) => one.subject),
    ).toEqual(['whole'])
  }))

test('the sender is asked to try again while the database is away', () =>
  withServer(async (desk, port) => {
    await clientOf(port).sendMail({ from: 'a@example.com', to: address, text: 'x' })
    await desk.db.close()
    const refused = clientOf(port).sendMail({ from: 'a@example.com', to: address, text: 'y' })
    await expect(refused).rejects.toMatchObject({ responseCode: 451 })
  }))

test('one mail to two brands reaches both, and to two mailboxes of one brand once', () =>
  withServer(async (desk, port) => {
    const other = await desk.openBrand('sakura')
    await openMailbox(desk, { brand_id: other, address: 'hello@sakura.test' })
    await openMailbox(desk, { address: 'returns@hinoki.test' })
    const to = [address, 'returns@hinoki.test', 'hello+shop@sakura.test']
    await clientOf(port).sendMail({ from: 'a@example.com', to, subject: 'Both', text: 'x' })
    const { body } = await desk.as(desk.ana).get('/api/conversations')
    expect(body.items.map((one: any) => one.brandId).sort()).toEqual([desk.brandId, other].sort())
  }))
