import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { expect, test } from 'vitest'
import { sendOut } from '#channels/outgoing.ts'
import { withDesk } from '#test/desk.ts'
import { mailSender } from './send-mail.ts'

/** A provider that gives a short-lived token, and its mail server that asks for it (XOAUTH2). */
async function withProvider(
  work: (provider: { tokenUrl: string; smtpPort: number; seen: string[] }) => Promise<void>,
): Promise<void> {
  const seen: string[] = []
  const web = createServer((_request, response) => {
    seen.push('token given')
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ access_token: 'short-lived', expires_in: 3600 }))
  })
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
  const smtp = new SMTPServer({
    authMethods: ['XOAUTH2'],
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    logger: false,
    onAuth({ method, username, accessToken }, _session, answer) {
      seen.push(`${method} ${username} ${accessToken}`)
      if (accessToken !== 'short-lived') return answer(new Error('Invalid token'))
      answer(null, { user: username })
    },
    onData(stream, _session, answer) {
      stream.on('end', () => (seen.push('mail taken'), answer())).resume()
    },
  })
  smtp.on('error', () => {})
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', () => resolve()))
  const provider = {
    tokenUrl: `http://127.0.0.1:${(web.address() as AddressInfo).port}/token`,
    smtpPort: (smtp.server.address() as AddressInfo).port,
    seen,
  }
  await work(provider).finally(async () => {
    web.close()
    await new Promise<void>((resolve) => smtp.close(() => resolve()))
  })
}

test('a mailbox whose provider takes no passwords sends with a short-lived token, fetched once', () =>
  withProvider(({ tokenUrl, smtpPort, seen }) =>
    withDesk(async (desk) => {
      const ana = desk.as(desk.ana)
      const { status } = await ana.post('/api/mailboxes', {
        brandId: desk.brandId,
        address: 'support@hinoki.test',
        receivesBy: 'smtp',
        smtp: { host: '127.0.0.1', port: smtpPort, security: 'none', user: 'support' },
        secrets: { smtpOauth: { tokenUrl, clientId: 'desk', clientSecret: 's', refreshToken: 'outgoing' } },
      })
      expect(status).toBe(200)
      const sender = mailSender(desk)
      for (const text of ['It leaves today.', 'It has left.']) {
        const id = await desk.receive(`${text.length}@example.com`, 'Where is it?', { channel: 'email' })
        const { lastEventId } = (await ana.get(`/api/conversations/${id}`)).body
        const reply = { text, lastSeenEventId: lastEventId }
        const { body } = await ana.post(`/api/conversations/${id}/replies`, reply)
        await sendOut(desk.db, { email: sender }, { brandId: desk.brandId, messageId: body.id })
        const { items } = (await ana.get(`/api/conversations/${id}/messages`)).body
        expect(items.at(-1).deliveryState).toBe('sent')
      }
      sender.close()
      expect(seen.filter((one) => one === 'token given')).toHaveLength(1)
      expect(seen).toContain('XOAUTH2 support short-lived')
      expect(seen.filter((one) => one === 'mail taken')).toHaveLength(2)
    }),
  ))
