import { generateKeyPairSync } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { openMailbox, supportAddress as address } from '#test/mail/mailbox.ts'
import { checkSender } from './check-sender.ts'
import { openIntake, takeInMail } from './take-in-mail.ts'

const itsServer = '93.184.216.34'
const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

/** What the name system says; any other name is not there. */
const zone: Record<string, string> = {
  'example.com': `v=spf1 ip4:${itsServer} -all`,
  's1._domainkey.example.com': `v=DKIM1; k=rsa; p=${publicKey.replaceAll(/-----[^-]+-----|\s/g, '')}`,
  '_dmarc.example.com': 'v=DMARC1; p=reject',
}

const ask = async (name: string, type: string): Promise<string[][]> => {
  const found = zone[name.toLowerCase()]
  if (type !== 'TXT' || !found) throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' })
  // A record of more than 255 characters comes in pieces (RFC 1035 §3.3.14).
  return [found.match(/.{1,255}/g) ?? []]
}

async function signedMail(): Promise<string> {
  const library = createTransport({
    streamTransport: true,
    buffer: true,
    dkim: { domainName: 'example.com', keySelector: 's1', privateKey },
  })
  const { message } = await library.sendMail({
    from: 'Carter <carter@example.com>',
    to: address,
    subject: 'My pan',
    text: 'Where is it?',
  })
  return String(message)
}

type Case = { raw: string; ip: string; from?: string; resolver?: typeof ask }

/** What staff are shown of a mail once its sender has been checked, by the job that intake left. */
async function verdictOn(desk: TestDesk, { raw, ip, from = 'carter@example.com', resolver = ask }: Case) {
  const source = (async function* () {
    yield Buffer.from(raw)
  })()
  const envelope = { ip, helo: 'mail.example.com', from }
  const [taken] = await takeInMail(openIntake(desk), source, { recipients: [address], envelope })
  const job = (await desk.jobs()).findLast((one) => one.task === 'check-sender')
  await checkSender(desk, resolver)(job?.payload, { attempt: 1, isLastAttempt: false })
  const path = `/api/conversations/${taken?.conversationId}/messages`
  const { items } = (await desk.as(desk.ana).get(path)).body
  return items.at(-1).authentication
}

const withMailbox = (work: (desk: TestDesk) => Promise<void>) =>
  withDesk(async (desk) => {
    await openMailbox(desk)
    await work(desk)
  })

test('a mail from its sender’s server, signed with its key, is who it says it is', () =>
  withMailbox(async (desk) => {
    expect(await verdictOn(desk, { raw: await signedMail(), ip: itsServer })).toMatchObject({
      spf: 'pass',
      dkim: 'pass',
      dmarc: 'pass',
    })
  }))

test('a mail that was changed, or comes from elsewhere, is shown as failed', () =>
  withMailbox(async (desk) => {
    const changed = (await signedMail()).replace('Where is it?', 'Pay me.')
    expect(await verdictOn(desk, { raw: changed, ip: '8.8.8.8' })).toMatchObject({
      spf: 'fail',
      // The signature is good, but not for these words: the library's word for that.
      dkim: 'neutral',
      dmarc: 'fail',
    })
  }))

test('what our own relay handed over is judged by its signature alone', () =>
  withMailbox(async (desk) => {
    expect(await verdictOn(desk, { raw: await signedMail(), ip: '10.0.0.1' })).toMatchObject({
      spf: 'none',
      dkim: 'pass',
      dmarc: 'pass',
    })
  }))

test('a domain that says nothing of itself is neither believed nor blamed', () =>
  withMailbox(async (desk) => {
    const raw = `From: a@silent.test\r\nTo: ${address}\r\nMessage-ID: <1@silent.test>\r\n\r\nHello\r\n`
    expect(await verdictOn(desk, { raw, ip: '8.8.8.8', from: 'a@silent.test' })).toMatchObject({
      spf: 'none',
      dkim: 'none',
      dmarc: 'none',
    })
  }))

test('a name system that is out of order is no verdict on the sender', () =>
  withMailbox(async (desk) => {
    const resolver = () => Promise.reject(Object.assign(new Error('server failed'), { code: 'ESERVFAIL' }))
    const verdict = await verdictOn(desk, { raw: await signedMail(), ip: itsServer, resolver })
    expect(Object.values(verdict)).not.toContain('fail')
    expect(verdict).toMatchObject({ spf: 'temperror', dkim: 'temperror' })
  }))
