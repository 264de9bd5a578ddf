import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { listen, news, session } from '#test/chat.ts'
import { withDesk } from '#test/desk.ts'
import { openWindow, shown } from './test-visitor.ts'

test('a wrong token is turned away, and so is the token of another brand', () =>
  withDesk(async (desk) => {
    const base = await listen(desk)
    const token = await session(desk)
    await desk.openBrand('sakura')
    const stranger = await openWindow(base, 'hinoki', 'v_nothing')
    expect(await stranger.closed).toBe(4401)
    const neighbour = await openWindow(base, 'sakura', token)
    expect(await neighbour.closed).toBe(4401)
    expect(await desk.events()).toEqual([])
  }))

test('name and address given in the chat are the customer’s, and an address of somebody else joins no customers', () =>
  withDesk(async (desk) => {
    const base = await listen(desk)
    await desk.receive('carter@example.com', 'By mail')
    const window = await openWindow(base, 'hinoki', await session(desk))
    window.say({ type: 'contact', ref: 'c', name: 'Dana', email: 'Carter@Example.com' })
    window.say({ type: 'send', ref: 'a', text: 'Hello', files: [] })
    await window.until((frame) => frame.type === 'done' && frame.ref === 'a')
    const customers = await desk.rows((tx) =>
      tx.selectFrom('customers').select('name').orderBy('id').execute(),
    )
    expect(customers.map((one) => one.name)).toEqual(['carter', 'Dana'])
    const joined = await desk.rows((tx) => tx.selectFrom('participants').select('address').execute())
    expect(joined).toEqual([{ address: 'carter@example.com' }])
    window.say({ type: 'contact', ref: 'd', name: 'Dana', email: 'dana@example.com' })
    await window.until((frame) => frame.type === 'done' && frame.ref === 'd')
    const known = await desk.rows((tx) =>
      tx
        .selectFrom('identities')
        .select(['kind', 'verified_at'])
        .where('value', '=', 'dana@example.com')
        .execute(),
    )
    expect(known).toEqual([{ kind: 'email', verified_at: null }])
    await window.close()
  }))

test('a shopper the shop vouches for is the same customer in every browser, and leaves nothing behind on a shared one', () =>
  withDesk(async (desk) => {
    const base = await listen(desk)
    await desk.db.open
      .updateTable('brands')
      .set({ identity_secret: desk.vault.lock('shop secret') })
      .where('id', '=', desk.brandId)
      .execute()
    const user = JSON.stringify({ id: 'u-7', email: 'Mei@example.com', name: 'Mei' })
    const hmac = createHmac('sha256', 'shop secret').update(user).digest('hex')
    const atHome = await session(desk, { user, hmac })
    const home = await openWindow(base, 'hinoki', atHome)
    home.say({ type: 'send', ref: 'a', text: 'From home', files: [] })
    await home.until((frame) => frame.type === 'done')
    const atWork = await openWindow(base, 'hinoki', await session(desk, { user, hmac }))
    await atWork.until(news('From home'))
    const afterSignOut = await session(desk, { token: atHome })
    expect(afterSignOut).not.toBe(atHome)
    const stranger = await openWindow(base, 'hinoki', afterSignOut)
    await stranger.until((frame) => frame.type === 'welcome')
    expect(shown(stranger.heard)).toEqual([])
    const verified = await desk.rows((tx) =>
      tx
        .selectFrom('identities')
        .select(['kind', 'value'])
        .where('verified_at', 'is not', null)
        .orderBy('id')
        .execute(),
    )
    expect(verified).toEqual([
      { kind: 'shopper', value: 'u-7' },
      { kind: 'email', value: 'mei@example.com' },
    ])
    const forged = await desk
      .as(undefined)
      .post('/widget/hinoki/session', { language: 'en', user: user.replace('u-7', 'u-8'), hmac })
    expect(forged).toMatchObject({ status: 422, body: { code: 'identity_unproved' } })
    await Promise.all([home.close(), atWork.close(), stranger.close()])
  }))

test('a file is kept by its content, shown to its visitor alone, and cannot be passed off', () =>
  withDesk(async (desk) => {
    const base = await listen(desk)
    const token = await session(desk)
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
      'base64',
    )
    const upload = async (as: string, body: Buffer<ArrayBuffer>, name: string) =>
      fetch(`${base}/widget/hinoki/files`, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/octet-stream',
          'x-visitor': as,
          'x-file-name': encodeURIComponent(name),
        },
      })
    const kept = (await (await upload(token, png, '傷の写真.pdf')).json()) as { ticket: string; type: string }
    expect(kept.type).toBe('image/png')
    expect((await upload('v_nothing', png, 'x.png')).status).toBe(401)
    expect((await upload(token, Buffer.alloc(11 * 1024 ** 2, 1), 'big.bin')).status).toBe(413)
    const other = await openWindow(base, 'hinoki', await session(desk))
    other.say({ type: 'send', ref: 'x', text: '', files: [kept.ticket] })
    expect(await other.until((frame) => frame.type === 'refused')).toMatchObject({ code: 'upload_unknown' })
    const window = await openWindow(base, 'hinoki', token)
    window.say({ type: 'send', ref: 'a', text: '', files: [kept.ticket] })
    const frame = await window.until((one) => one.type === 'news' && one.messages.length > 0)
    const file = frame.type === 'news' ? frame.messages[0]?.files[0] : undefined
    expect(file).toMatchObject({ name: '傷の写真.pdf', type: 'image/png', size: png.length })
    const fetched = await fetch(base + file?.url)
    expect(fetched.status).toBe(200)
    expect(fetched.headers.get('content-security-policy')).toContain('sandbox')
    expect((await fetch(base + file?.url.replace(/sign=.*/, 'sign=forged'))).status).toBe(404)
    await Promise.all([window.close(), other.close()])
  }))
