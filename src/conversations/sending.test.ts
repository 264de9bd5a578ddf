import { expect, test } from 'vitest'
import { withDesk, type Person, type TestDesk } from '#test/desk.ts'
import { asMail, openMailbox } from '#test/mail/mailbox.ts'

const replyTo = (desk: TestDesk, who: Person, id: number, lastSeenEventId: number, more: object = {}) =>
  desk.as(who).post(`/api/conversations/${id}/replies`, { text: 'We are sorry.', lastSeenEventId, ...more })

const pageOf = async (desk: TestDesk, id: number) =>
  (await desk.as(desk.ana).get(`/api/conversations/${id}`)).body

/** A conversation by mail, with a mailbox that leaves ten seconds to take a reply back. */
async function byMail(desk: TestDesk, mailCc: string[] = []): Promise<number> {
  const people = (addresses: string[]) => addresses.map((address) => ({ name: '', address }))
  const mail = asMail(await openMailbox(desk, { undo_seconds: 10 }), {
    to: people(['Support+c1.abc@hinoki.test', 'lee@example.com']),
    cc: people(mailCc),
  })
  return desk.receive('carter@example.com', 'It never arrived.', mail)
}

test('a message of the customer, a colleague’s note or reply, and one’s own reply stop a reply that has not seen it', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    let seen = (await pageOf(desk, id)).lastEventId
    expect((await replyTo(desk, desk.ana, id, 0)).body).toMatchObject({
      code: 'conversation_changed',
      unseen: [{ type: 'message.received', preview: 'It never arrived.' }],
    })
    await desk.as(ben).post(`/api/conversations/${id}/notes`, { text: 'The parcel is in customs.' })
    const stopped = await replyTo(desk, desk.ana, id, seen)
    expect(stopped).toMatchObject({ status: 409, body: { unseen: [{ name: 'Ben', type: 'note.written' }] } })
    expect((await replyTo(desk, desk.ana, id, stopped.body.lastEventId)).status).toBe(200)
    expect((await replyTo(desk, ben, id, stopped.body.lastEventId)).status).toBe(409)
    expect((await replyTo(desk, desk.ana, id, stopped.body.lastEventId)).status).toBe(409)
    seen = (await pageOf(desk, id)).lastEventId
    expect((await replyTo(desk, ben, id, seen)).status).toBe(200)
  }))

test('one’s own note, an assignment or a tag stops nothing, and an answer says what to name next', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const seen = (await pageOf(desk, id)).lastEventId
    const ana = desk.as(desk.ana)
    await ana.post(`/api/conversations/${id}/notes`, { text: 'I take this.' })
    await ana.put(`/api/conversations/${id}/assignee`, { staffId: desk.ana.staffId })
    await ana.put(`/api/conversations/${id}/tags`, { tags: ['late'] })
    const first = await replyTo(desk, desk.ana, id, seen)
    expect(first.status).toBe(200)
    expect((await replyTo(desk, desk.ana, id, first.body.lastEventId)).status).toBe(200)
  }))

test('of two agents who reply at the same moment exactly one goes out', () =>
  withDesk(async (desk) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    for (let round = 0; round < 5; round++) {
      const id = await desk.receive(`carter${round}@example.com`, 'It never arrived.')
      const { lastEventId } = await pageOf(desk, id)
      const answers = await Promise.all([
        replyTo(desk, desk.ana, id, lastEventId),
        replyTo(desk, ben, id, lastEventId),
      ])
      expect(answers.map((one) => one.status).toSorted()).toEqual([200, 409])
      const { items } = (await desk.as(ben).get(`/api/conversations/${id}/messages`)).body
      expect(items.filter((one: { direction: string }) => one.direction === 'out')).toHaveLength(1)
    }
  }))

test('a reply taken back in time never leaves, its text is the draft again and the customer still waits', () =>
  withDesk(async (desk) => {
    const id = await byMail(desk)
    const ana = desk.as(desk.ana)
    const before = await pageOf(desk, id)
    await ana.put(`/api/conversations/${id}/draft`, { text: 'We are' })
    const sent = await replyTo(desk, desk.ana, id, before.lastEventId, {
      cc: [{ name: 'Lee', address: 'lee@example.com' }],
    })
    expect(sent.body.deliveryState).toBe('queued')
    expect((await ana.get(`/api/conversations/${id}/draft`)).body.draft).toBeNull()
    expect((await ana.post(`/api/messages/${sent.body.id}/cancel`)).body.deliveryState).toBe('cancelled')
    expect((await ana.get(`/api/conversations/${id}/draft`)).body.draft).toMatchObject({
      text: 'We are sorry.',
      cc: [{ name: 'Lee', address: 'lee@example.com' }],
      mode: 'reply',
    })
    expect((await desk.jobs()).map((job) => job.task)).not.toContain('send-message')
    const after = await pageOf(desk, id)
    for (const key of ['status', 'waitingSince', 'preview']) expect(after[key]).toEqual(before[key])
    expect((await replyTo(desk, desk.ana, id, before.lastEventId)).status).toBe(200)
    expect((await ana.post(`/api/messages/${sent.body.id}/cancel`)).body.code).toBe('already_left')
  }))

test('a message that is being sent cannot be taken back, and nothing is recorded', () =>
  withDesk(async (desk) => {
    const id = await byMail(desk)
    const sent = await replyTo(desk, desk.ana, id, (await pageOf(desk, id)).lastEventId)
    await desk.rows((tx) =>
      tx.updateTable('messages').set({ delivery_state: 'sending' }).where('id', '=', sent.body.id).execute(),
    )
    const before = await desk.lastEvent()
    expect((await desk.as(desk.ana).post(`/api/messages/${sent.body.id}/cancel`)).status).toBe(409)
    expect(await desk.events(before)).toEqual([])
  }))

/** When a customer has their first answer: when that leaves. */
const firstRepliedAt = (desk: TestDesk) =>
  desk.rows(async (tx) => {
    const row = await tx.selectFrom('conversations').select('first_replied_at').executeTakeFirst()
    return row?.first_replied_at?.getTime()
  })

test('a reply is scheduled, moved and taken back, and its one timer moves with it', () =>
  withDesk(async (desk) => {
    const id = await byMail(desk)
    const ana = desk.as(desk.ana)
    const { lastEventId } = await pageOf(desk, id)
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
    expect((await replyTo(desk, desk.ana, id, lastEventId, { sendAt: at(-1) })).body).toMatchObject({
      code: 'in_the_past',
      field: 'sendAt',
    })
    const sent = await replyTo(desk, desk.ana, id, lastEventId, { sendAt: at(20) })
    expect(sent.body.deliveryState).toBe('scheduled')
    const later = at(30)
    expect(await firstRepliedAt(desk)).toBe(Date.parse(sent.body.sendAt))
    const moved = await ana.put(`/api/messages/${sent.body.id}/send-at`, { sendAt: later })
    expect(Date.parse(moved.body.sendAt)).toBe(Date.parse(later))
    const timers = (await desk.jobs()).filter((job) => job.task === 'send-message')
    expect(timers).toHaveLength(1)
    expect(await firstRepliedAt(desk)).toBe(Date.parse(later))
    await ana.post(`/api/messages/${sent.body.id}/cancel`)
    expect(await firstRepliedAt(desk)).toBeUndefined()
    expect((await ana.put(`/api/messages/${sent.body.id}/send-at`, { sendAt: at(40) })).body.code).toBe(
      'not_scheduled',
    )
  }))

test('a reply to all goes to everybody but our own mailboxes, and nobody twice', () =>
  withDesk(async (desk) => {
    const id = await byMail(desk, [
      'LEE@example.com',
      'support@hinoki.test',
      'carter@example.com',
      'kim@example.com',
    ])
    const { body } = await desk.as(desk.ana).get(`/api/conversations/${id}/reply-defaults`)
    expect(body).toMatchObject({
      from: 'support@hinoki.test',
      subject: 'Re: Order 1001',
      reply: { to: [{ address: 'carter@example.com' }], cc: [] },
      replyAll: {
        to: [{ address: 'carter@example.com' }],
        cc: [{ address: 'lee@example.com' }, { address: 'kim@example.com' }],
      },
    })
  }))

test('a forward leaves the customer waiting, quotes what it forwards, and who got it may answer here', () =>
  withDesk(async (desk) => {
    const id = await byMail(desk)
    const before = await pageOf(desk, id)
    const ana = desk.as(desk.ana)
    const answer = await ana.post(`/api/conversations/${id}/forward`, {
      to: [{ name: 'Yamato', address: 'Desk@carrier.example' }],
      text: 'Where is this parcel?',
    })
    expect(answer.body).toMatchObject({
      subject: 'Fwd: Order 1001',
      direction: 'out',
      deliveryState: 'queued',
    })
    expect(answer.body.text).toMatch(
      /^Where is this parcel\?[\s\S]*Forwarded message[\s\S]*It never arrived\.$/,
    )
    const after = await pageOf(desk, id)
    for (const key of ['status', 'waitingSince']) expect(after[key]).toEqual(before[key])
    const participants = await desk.rows((tx) => tx.selectFrom('participants').select('address').execute())
    expect(participants).toContainEqual({ address: 'desk@carrier.example' })
    // It is no answer to the customer, so it stops nobody's answer.
    expect((await replyTo(desk, desk.ana, id, before.lastEventId)).status).toBe(200)
  }))

test('an address cannot smuggle in a second one or a header', () =>
  withDesk(async (desk) => {
    const id = await byMail(desk)
    const before = await desk.lastEvent()
    const { lastEventId } = await pageOf(desk, id)
    for (const to of [
      { name: '', address: 'a@example.com, b@example.com' },
      { name: '', address: 'a@example.com\r\nBcc: b@example.com' },
      { name: 'A\r\nBcc: b@example.com', address: 'a@example.com' },
      { name: '', address: 'nobody' },
    ])
      expect((await replyTo(desk, desk.ana, id, lastEventId, { to: [to] })).status).toBe(422)
    expect(
      (await replyTo(desk, desk.ana, id, lastEventId, { subject: 'Hi\r\nBcc: b@example.com' })).status,
    ).toBe(422)
    expect(await desk.events(before)).toEqual([])
  }))

test('an agent writes first: the customer is found or made, and the mail waits in its mailbox’s time', () =>
  withDesk(async (desk) => {
    await byMail(desk)
    const ana = desk.as(desk.ana)
    const wish = {
      brandId: desk.brandId,
      to: { name: 'Mori', address: 'Mori@example.com' },
      subject: 'Your return',
      text: 'It has arrived.',
    }
    const answer = await ana.post('/api/conversations', wish)
    expect(answer.body).toMatchObject({
      channel: 'email',
      status: 'pending_customer',
      customer: { name: 'Mori', address: 'Mori@example.com' },
      assignee: { name: 'Ana' },
    })
    const again = await ana.post('/api/conversations', wish)
    expect(again.body.customer.id).toBe(answer.body.customer.id)
    const sakura = await desk.openBrand('sakura')
    const outsider = await desk.hire('Omar', 'agent', [sakura])
    expect((await desk.as(outsider).post('/api/conversations', wish)).status).toBe(404)
    expect(await desk.as(outsider).post('/api/conversations', { ...wish, brandId: sakura })).toMatchObject({
      status: 422,
      body: { code: 'no_mailbox' },
    })
  }))
