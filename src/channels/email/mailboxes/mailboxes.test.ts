import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'
import { openIntake, takeInMail } from '../take-in-mail.ts'

const fetched = {
  address: 'Help@hinoki.test',
  receivesBy: 'imap',
  imap: { host: '127.0.0.1', port: 1, security: 'none', user: 'help', folder: 'INBOX' },
  secrets: { imapPassword: 'hush hush' },
}

test('an admin adds a mailbox; its password goes in and never comes out', () =>
  withDesk(async (desk) => {
    const added = await desk.as(desk.ana).post('/api/mailboxes', { brandId: desk.brandId, ...fetched })
    expect(added).toMatchObject({
      status: 200,
      body: { address: 'help@hinoki.test', secretsKept: ['imapPassword'] },
    })
    const changed = await desk
      .as(desk.ana)
      .patch(`/api/mailboxes/${added.body.id}`, { name: 'Help', isDisabled: true })
    expect(changed.body).toMatchObject({ name: 'Help', isDisabled: true, secretsKept: ['imapPassword'] })
    const list = await desk.as(desk.ana).get('/api/mailboxes')
    expect(JSON.stringify([added.body, changed.body, list.body])).not.toContain('hush')
    const row = await desk.rows((tx) =>
      tx.selectFrom('mailboxes').select('secrets').executeTakeFirstOrThrow(),
    )
    expect(row.secrets).not.toContain('hush')
    expect(await desk.events()).toEqual(['mailbox.created', 'mailbox.changed'])
  }))

test('an agent may see mailboxes but not add one, and one address belongs to one brand', () =>
  withDesk(async (desk) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    expect((await desk.as(ben).post('/api/mailboxes', { brandId: desk.brandId, ...fetched })).status).toBe(
      403,
    )
    await desk.as(desk.ana).post('/api/mailboxes', { brandId: desk.brandId, ...fetched })
    expect((await desk.as(ben).get('/api/mailboxes')).body.items).toHaveLength(1)
    const other = await desk.openBrand('sakura')
    const twice = await desk.as(desk.ana).post('/api/mailboxes', { brandId: other, ...fetched })
    expect(twice).toMatchObject({ status: 422, body: { code: 'address_taken', field: 'address' } })
    const outsider = await desk.hire('Omar', 'agent', [other])
    expect((await desk.as(outsider).get('/api/mailboxes')).body.items).toEqual([])
  }))

test('trying a mailbox says in words what is wrong', () =>
  withDesk(async (desk) => {
    const { body } = await desk.as(desk.ana).post('/api/mailboxes', { brandId: desk.brandId, ...fetched })
    const tried = await desk
      .as(desk.ana)
      .post(`/api/mailboxes/${body.id}/test`, {}, { 'accept-language': 'ja' })
    expect(tried.body.incoming).toMatchObject({ isFine: false })
    expect(tried.body.incoming.words).toContain('サーバーに接続できません')
    expect(tried.body.outgoing).toMatchObject({
      isFine: false,
      words: '送信メールサーバーが設定されていません。',
    })
  }))

test('a mail in quarantine can be downloaded, tried again and discarded once', () =>
  withDesk(async (desk) => {
    await desk.as(desk.ana).post('/api/mailboxes', { brandId: desk.brandId, address: 'a@hinoki.test' })
    const nothing = (async function* () {})()
    await takeInMail(openIntake(desk), nothing, { recipients: ['a@hinoki.test'] })
    const [mail] = (await desk.as(desk.ana).get('/api/quarantine')).body.items
    expect(mail).toMatchObject({ size: 0, to: ['a@hinoki.test'] })
    expect((await desk.as(desk.ana).get(mail.sourceUrl)).headers['content-type']).toContain('message/rfc822')
    expect((await desk.as(desk.ana).post(`/api/quarantine/${mail.id}/take-in`)).body.code).toBe(
      'still_unreadable',
    )
    expect((await desk.as(desk.ana).post(`/api/quarantine/${mail.id}/discard`)).status).toBe(200)
    expect((await desk.as(desk.ana).post(`/api/quarantine/${mail.id}/discard`)).body.code).toBe(
      'already_settled',
    )
    expect((await desk.as(desk.ana).get('/api/quarantine')).body.items).toEqual([])
    const outsider = await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')])
    expect((await desk.as(outsider).get(mail.sourceUrl)).status).toBe(404)
  }))
