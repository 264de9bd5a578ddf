import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createTransport } from 'nodemailer'
import { expect, test } from 'vitest'
import type { Files } from '#platform/files.ts'
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
    const scales = openScales()
    await withSmtpDoor({ ...desk, files: weighed(desk.files, scales.weigh) }, {}, async (port) => {
      const client = createTransport({ host: '127.0.0.1', port: port, ignoreTLS: true })
      const envelope = { from: 'carter@example.com', to: address }
      try {
        await client.sendMail({ envelope, raw: `From: a@example.com\r\nTo: ${address}\r\n\r\nsmall\r\n` })
        scales.zero()
        const { response } = await client.sendMail({ envelope, raw: Readable.from(hugeMail()) })
        expect(response).toMatch(/^250 .*#\d+/)
        const { items } = (await desk.as(desk.ana).get('/api/conversations?subject=')).body
        const { id } = items.find((one: { subject: string }) => one.subject === 'Photos')
        const [message] = (await desk.as(desk.ana).get(`/api/conversations/${id}/messages`)).body.items
        expect(message).toMatchObject({ text: 'See here.', attachments: [{ name: 'photos.bin', size }] })
        expect(await keptHash(desk)).toBe(hashOfAll())
        // On its way in, and again as it is read: every four megabytes.
        expect(scales.weighings()).toBeGreaterThan(20)
        // Buffers of streams on both sides of the wire, but never the whole mail.
        expect(scales.most()).toBeLessThan(20)
      } finally {
        client.close()
      }
    })
  }))

/** What the process holds: garbage does not count, whenever it is collected. */
function openScales() {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  const held = () => {
    collect()
    const { heapUsed, external } = process.memoryUsage()
    return (heapUsed + external) / 1024 ** 2
  }
  let before = 0
  let grown: number[] = []
  return {
    zero() {
      grown = []
      before = held()
    },
    weigh: () => void grown.push(held() - before),
    weighings: () => grown.length,
    most: () => Math.max(...grown),
  }
}

/** The same files; each time another four megabytes of one stream go into them, what is held is weighed. */
function weighed(files: Files, weigh: () => void): Files {
  async function* weighing(source: Readable) {
    let since = 0
    for await (const chunk of source) {
      since += chunk.length
      if (since >= 4 * 1024 ** 2) {
        since = 0
        weigh()
      }
      yield chunk
    }
    weigh()
  }
  return {
    ...files,
    keepStream: (source, limit) =>
      files.keepStream(Readable.from(weighing(source), { objectMode: false }), limit),
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
