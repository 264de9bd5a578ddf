import { expect, test } from 'vitest'
import { soon, subjects, withImap } from '#test/mail/imap-lab.ts'

test('mail already there and mail that comes while we watch is taken in once and marked as seen', () =>
  withImap({}, async ({ desk, put, watch, flags }) => {
    await put('one', 'two')
    const watching = await watch()
    await expect.poll(() => subjects(desk), soon).toEqual(['one', 'two'])
    await put('three')
    await expect.poll(() => subjects(desk), soon).toEqual(['one', 'three', 'two'])
    await watching.stop()
    expect(await flags()).toEqual([['\\Seen'], ['\\Seen'], ['\\Seen']])
    await put('four')
    const again = await watch()
    await expect.poll(() => subjects(desk), soon).toEqual(['four', 'one', 'three', 'two'])
    await again.stop()
    expect((await desk.as(desk.ana).get('/api/mailboxes')).body.items[0]).toMatchObject({ trouble: null })
  }))

test('once taken in, mail is moved where the mailbox says', () =>
  withImap({ afterIntake: 'move', moveTo: 'Done' }, async ({ desk, put, watch, flags }) => {
    await put('one', 'two')
    const watching = await watch()
    await expect.poll(() => subjects(desk), soon).toEqual(['one', 'two'])
    await expect.poll(() => flags(), soon).toEqual([])
    await watching.stop()
    expect(await flags('Done')).toEqual([['\\Seen'], ['\\Seen']])
  }))

test('two programs do not both fetch, and a wrong password is said on the mailbox without hurting the others', () =>
  withImap({}, async ({ desk, put, watch, mailboxId, port }) => {
    await put('one')
    const wrong = { host: '127.0.0.1', port, security: 'none', user: 'other', folder: 'INBOX' }
    const second = {
      brandId: desk.brandId,
      address: 'b@hinoki.test',
      receivesBy: 'imap',
      imap: wrong,
      secrets: { imapPassword: 'no' },
    }
    const { body } = await desk.as(desk.ana).post('/api/mailboxes', second)
    const both = await Promise.all([watch(), watch()])
    await expect.poll(() => subjects(desk), soon).toEqual(['one'])
    await expect
      .poll(
        () =>
          desk
            .as(desk.ana)
            .get('/api/mailboxes')
            .then((list) => list.body.items.find((one: any) => one.id === body.id).trouble),
        soon,
      )
      .toContain('The server refused the account or password')
    await Promise.all(both.map((one) => one.stop()))
    const rows = await desk.rows((tx) => tx.selectFrom('messages').select('id').execute())
    expect(rows).toHaveLength(1)
    const first = await desk.rows((tx) =>
      tx.selectFrom('mailboxes').select('trouble').where('id', '=', mailboxId).executeTakeFirstOrThrow(),
    )
    expect(first.trouble).toBeNull()
    expect((await desk.events()).filter((one) => one === 'mailbox.troubled')).toHaveLength(1)
  }))
