import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { mailAbout, soon, subjects, withImap } from '#test/mail/imap-lab.ts'

test('a server that cannot tell when mail comes is looked at by the clock', () =>
  withImap(
    {},
    async ({ desk, client, put, watch }) => {
      await client(async (imap) => expect(imap.capabilities.has('IDLE')).toBe(false))
      await put('one')
      const watching = await watch(200)
      await expect.poll(() => subjects(desk), soon).toEqual(['one'])
      await put('two')
      await expect.poll(() => subjects(desk), soon).toEqual(['one', 'two'])
      await watching.stop()
    },
    { idle: false },
  ))

test('a mailbox that was made anew counts from one again: nothing is lost, and nothing comes twice', () =>
  withImap({}, async ({ desk, mailboxId, client, watch, port }) => {
    const folder = { host: '127.0.0.1', port, security: 'none', user: 'support', folder: 'Shop' }
    await desk.as(desk.ana).patch(`/api/mailboxes/${mailboxId}`, { imap: folder })
    const fill = (...mails: [subject: string, flags: string[]][]) =>
      client(async (imap) => {
        await imap.mailboxCreate('Shop')
        for (const [subject, flags] of mails) await imap.append('Shop', mailAbout(subject), flags)
        const status = await imap.status('Shop', { uidValidity: true })
        return Number(status ? status.uidValidity : 0)
      })
    const before = await fill(['one', []], ['two', []])
    const first = await watch()
    await expect.poll(() => subjects(desk), soon).toEqual(['one', 'two'])
    await first.stop()
    await client((imap) => imap.mailboxDelete('Shop'))
    // Somebody has read one of the new ones elsewhere already.
    const after = await fill(['three', []], ['two', ['\\Seen']], ['four', ['\\Seen']], ['one', []])
    expect(after).not.toBe(before)
    const second = await watch()
    await expect.poll(() => subjects(desk), soon).toEqual(['four', 'one', 'three', 'two'])
    await second.stop()
    const rows = await desk.rows((tx) => tx.selectFrom('messages').select('id').execute())
    expect(rows).toHaveLength(4)
  }))

test('a mailbox opens with a short-lived token; a token that is refused is said on it', () =>
  withProvider(async (provider) => {
    const secrets = {
      imapOauth: {
        tokenUrl: `${provider.url}/token`,
        clientId: 'desk',
        clientSecret: 's',
        refreshToken: 'r',
      },
    }
    await withImap(
      { secrets },
      async ({ desk, put, watch, trouble }) => {
        await put('one')
        const watching = await watch()
        await expect.poll(() => subjects(desk), soon).toEqual(['one'])
        await watching.stop()
        expect(provider.asked).toEqual(['refresh_token r desk'])
        expect(await trouble()).toBeNull()
        provider.revoke()
        const again = await watch()
        await expect.poll(trouble, soon).toContain('The server refused the account or password')
        await again.stop()
      },
      { tokenInfoUrl: `${provider.url}/tokeninfo?access_token=` },
    )
  }))

/** A provider of tokens: one address gives a token for the refresh token, another says whose a token is. */
async function withProvider(
  work: (provider: { url: string; asked: string[]; revoke(): void }) => Promise<void>,
): Promise<void> {
  const asked: string[] = []
  let isValid = true
  const server = createServer(async (request, response) => {
    response.setHeader('content-type', 'application/json')
    const url = new URL(request.url ?? '/', 'http://x')
    if (url.pathname === '/token') {
      const form = new URLSearchParams(
        Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>)).toString(),
      )
      asked.push(['grant_type', 'refresh_token', 'client_id'].map((name) => form.get(name)).join(' '))
      return response.end(JSON.stringify({ access_token: 'short-lived', expires_in: 3600 }))
    }
    const isKnown = isValid && url.searchParams.get('access_token') === 'short-lived'
    response.statusCode = isKnown ? 200 : 401
    response.end(JSON.stringify(isKnown ? { email: 'support' } : { error: 'invalid_token' }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await work({ url, asked, revoke: () => (isValid = false) }).finally(() => server.close())
}
