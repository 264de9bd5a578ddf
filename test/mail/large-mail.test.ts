import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'
import { openMailbox, supportAddress as address } from './mailbox.ts'
import { withSmtpDoor } from './smtp-door.ts'

// A piece is whole lines of base64: 57 bytes make the usual 76 characters.
const piece = Buffer.from(Array.from({ length: 57 * 1_000 }, (_, at) => (at * 31) % 251))
const pieces = 640
const size = piece.length * pieces

/** A mail of 50 MB as it would come from a wire: never whole in memory on this side either. */
async function* hugeMail() {
  const encoded = piece.toString('base64').replaceAll(/.{76}/g, '$&\r\n')
  yield `From: carter@example.com\r\nTo: ${address}\r\nSubject: Photos\r\nMessage-ID: <huge@example.com>\r\nMIME-Version: 1.0\r\n`
  yield 'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee here.\r\n--b\r\n'
  yield 'Content-Type: application/octet-stream; name=photos.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n'
  for (let at = 0; at < pieces; at++) yield encoded
  yield '--b--\r\n'
}

test('a mail of 50 MB is taken in whole by SMTP, in memory of a small part of it', () =>
  withDesk(async (desk) => {
    await openMailbox(desk)
    await withSmtpDoor(desk, {}, async (port) => {
      const client = createTransport({ host: '127.0.0.1', port: port, ignoreTLS: true })
      const envelope = { from: 'carter@example.com', to: address }
      try {
        await client.sendMail({ envelope, raw: `From: a@example.com\r\nTo: ${address}\r\n\r\nsmall\r\n` })
        const memory = watchMemory()
        const { response } = await client.sendMail({ envelope, raw: Readable.from(hugeMail()) })
        const grown = memory.grown()
        expect(response).toMatch(/^250 .*#\d+/)
        const { items } = (await desk.as(desk.ana).get('/api/conversations?subject=')).body
        const { id } = items.find((one: { subject: string }) => one.subject === 'Photos')
        const [message] = (await desk.as(desk.ana).get(`/api/conversations/${id}/messages`)).body.items
        expect(message).toMatchObject({ text: 'See here.', attachments: [{ name: 'photos.bin', size }] })
        expect(await keptHash(desk)).toBe(hashOfAll())
        // Buffers of streams and the collector's slack, but never the whole mail.
        expect(grown).toBeLessThan(45)
      } finally {
        client.close()
      }
    })
  }))

/** How many megabytes the whole process grew at most, looked at every few milliseconds. */
function watchMemory(): { grown(): number } {
  const before = process.memoryUsage.rss()
  let most = before
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5)
  return {
    grown() {
      clearInterval(timer)
      const megabytes = (Math.max(most, process.memoryUsage.rss()) - before) / 1024 ** 2
      process.stdout.write(`Memory grew by ${megabytes.toFixed(0)} MB\n`)
      return megabytes
    },
  }
}

async function keptHash(desk: { files: { read(hash: string): NodeJS.ReadableStream }; rows: any }) {
  const [file] = await desk.rows((tx: any) =>
    tx.selectFrom('attachments').select('file_hash').where('name', '=', 'photos.bin').execute(),
  )
  const hash = createHash('sha256')
  for await (const chunk of desk.files.read(file.file_hash)) hash.update(chunk)
  return hash.digest('hex')
}

function hashOfAll(): string {
  const hash = createHash('sha256')
  for (let at = 0; at < pieces; at++) hash.update(piece)
  return hash.digest('hex')
}
