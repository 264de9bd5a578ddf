import { expect, test } from 'vitest'
import { withDesk, type TestDesk } from '#test/desk.ts'
import { openMailbox, supportAddress as address } from '#test/mail/mailbox.ts'
import { openIntake, takeInMail, type Intake } from './take-in-mail.ts'
import { bounceAddress, conversationAddress, conversationMark } from './thread-token.ts'

/** A desk with a mailbox, and a way to hand mail to it. */
async function withMail(
  work: (
    desk: TestDesk,
    deliver: (raw: string, to?: string[]) => Promise<number | undefined>,
    intake: Intake,
  ) => Promise<void>,
) {
  await withDesk(async (desk) => {
    await openMailbox(desk)
    const intake = openIntake(desk)
    const deliver = async (raw: string, to = [address]) => {
      const source = [Buffer.from(raw.replaceAll('\n', '\r\n'))]
      const [first] = await takeInMail(
        intake,
        (async function* () {
          yield* source
        })(),
        { recipients: to },
      )
      return first?.conversationId
    }
    await work(desk, deliver, intake)
  })
}

const mail = (headers: Record<string, string>, text = 'Where is my pan?') =>
  `${Object.entries({ From: 'Carter <carter@example.com>', To: address, Subject: 'My pan', ...headers })
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n\n${text}\n`

const statusOf = async (desk: TestDesk, id: number | undefined) =>
  (await desk.as(desk.ana).get(`/api/conversations/${id}`)).body.status

test('a mail becomes a conversation with its customer, text and source', () =>
  withMail(async (desk, deliver) => {
    const id = await deliver(mail({ 'Message-ID': '<1@example.com>' }))
    const messages = await desk.as(desk.ana).get(`/api/conversations/${id}/messages`)
    expect(messages.body.items).toMatchObject([
      {
        direction: 'in',
        text: 'Where is my pan?',
        from: 'carter@example.com',
        subject: 'My pan',
        kind: 'message',
      },
    ])
    expect((await desk.as(desk.ana).get(messages.body.items[0].sourceUrl)).body).toContain(
      'Message-ID: <1@example.com>',
    )
    expect(await desk.events()).toContain('message.received')
  }))

test('the same mail by two ways is one message; another mail under the same id is not lost', () =>
  withMail(async (desk, deliver) => {
    const id = await deliver(mail({ Received: 'from a', 'Message-ID': '<1@example.com>' }))
    expect(
      await deliver(mail({ Received: 'from b', 'Delivered-To': address, 'Message-ID': '<1@example.com>' })),
    ).toBe(id)
    expect(await deliver(mail({ 'Message-ID': '<1@example.com>' }, 'Something else'))).toBe(id)
    expect(await deliver(mail({ Cc: 'wife@example.com', 'Message-ID': '<1@example.com>' }))).toBe(id)
    const page = await desk.as(desk.ana).get(`/api/conversations/${id}`)
    expect(page.body.messageCount).toBe(3)
  }))

test('an answer finds its conversation by reference, by address, by mark and by subject', () =>
  withMail(async (desk, deliver) => {
    const id = await deliver(mail({ 'Message-ID': '<1@example.com>' }))
    const brand = desk.brandId
    const by = (headers: Record<string, string>, text?: string, to?: string[]) =>
      deliver(mail({ Subject: 'Other', ...headers }, text), to)
    expect(await by({ 'Message-ID': '<2@x>', 'In-Reply-To': '<1@example.com>' })).toBe(id)
    expect(await by({ 'Message-ID': '<3@x>', References: '<1@example.com> <unknown@x>' })).toBe(id)
    const plus = conversationAddress(desk.vault, address, brand, id ?? 0)
    expect(await by({ 'Message-ID': '<4@x>' }, 'a', [plus])).toBe(id)
    expect(await by({ 'Message-ID': '<5@x>' }, `> ${conversationMark(desk.vault, brand, id ?? 0)}`)).toBe(id)
    expect(await deliver(mail({ 'Message-ID': '<6@x>', Subject: 'RE: my  pan' }, 'b'))).toBe(id)
    expect(
      await by(
        { 'Message-ID': '<7@x>' },
        `c ${conversationMark(desk.vault, brand, id ?? 0).replace(/.\]$/, 'x]')}`,
      ),
    ).not.toBe(id)
  }))

test('a stranger who knows the token or the references still gets a conversation of their own, unless a mail named them', () =>
  withMail(async (desk, deliver) => {
    const id = await deliver(mail({ 'Message-ID': '<1@example.com>', Cc: 'wife@example.com' }))
    const answer = { 'Message-ID': '<2@x>', 'In-Reply-To': '<1@example.com>' }
    const plus = conversationAddress(desk.vault, address, desk.brandId, id ?? 0)
    expect(await deliver(mail({ ...answer, From: 'mallory@example.net' }), [plus])).not.toBe(id)
    expect(await deliver(mail({ ...answer, 'Message-ID': '<3@x>', From: 'Wife@example.com' }), [plus])).toBe(
      id,
    )
  }))

test('what a machine sends is kept, but wakes and reopens nothing', () =>
  withMail(async (desk, deliver) => {
    const id = await deliver(mail({ 'Message-ID': '<1@x>' }))
    await desk.as(desk.ana).put(`/api/conversations/${id}/status`, { status: 'resolved' })
    await deliver(
      mail({ 'Message-ID': '<2@x>', 'In-Reply-To': '<1@x>', 'Auto-Submitted': 'auto-replied' }, 'I am away'),
    )
    expect(await statusOf(desk, id)).toBe('resolved')
    await deliver(mail({ 'Message-ID': '<3@x>', 'In-Reply-To': '<1@x>' }, 'Thanks, but no'))
    expect(await statusOf(desk, id)).toBe('open')
  }))

test('a closed conversation is not reopened because the subject is the same', () =>
  withMail(async (desk, deliver) => {
    const id = await deliver(mail({ 'Message-ID': '<1@x>' }))
    await desk.as(desk.ana).put(`/api/conversations/${id}/status`, { status: 'closed' })
    expect(await deliver(mail({ 'Message-ID': '<2@x>', Subject: 'Re: My pan' }, 'Again'))).not.toBe(id)
    expect(await statusOf(desk, id)).toBe('closed')
  }))

test('a forged staff address is a customer’s mail and says what it claims', () =>
  withMail(async (desk, deliver) => {
    const id = await deliver(mail({ From: 'Ana <ana@hinoki.test>', 'Message-ID': '<1@x>' }))
    const { body } = await desk.as(desk.ana).get(`/api/conversations/${id}/messages`)
    expect(body.items[0]).toMatchObject({
      direction: 'in',
      author: { staffId: null },
      authentication: { claims: 'staff' },
    })
  }))

test('a report of failure marks our message with the reason and the address as undeliverable, and opens nothing', () =>
  withMail(async (desk, deliver) => {
    const id = await deliver(mail({ 'Message-ID': '<1@x>' }))
    const page = await desk.as(desk.ana).get(`/api/conversations/${id}`)
    const reply = await desk.as(desk.ana).post(`/api/conversations/${id}/replies`, {
      text: 'On its way',
      lastSeenEventId: page.body.lastEventId,
    })
    const back = bounceAddress(desk.vault, address, desk.brandId, reply.body.id)
    const report = mail(
      {
        From: 'MAILER-DAEMON@mx.example.com',
        Subject: 'Undelivered Mail Returned to Sender',
        'Auto-Submitted': 'auto-replied',
        'Message-ID': '<9@mx>',
        'MIME-Version': '1.0',
        'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
      },
      `--b\nContent-Type: text/plain\n\nI could not deliver your mail.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; carter@example.com\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n\n--b--`,
    )
    expect(await deliver(report, [back])).toBe(id)
    expect(await deliver(report, [back])).toBe(id)
    const { body } = await desk.as(desk.ana).get(`/api/conversations/${id}/messages`)
    expect(body.items.map((one: any) => [one.kind, one.deliveryState])).toEqual([
      ['message', null],
      ['message', 'failed'],
      ['bounce', null],
    ])
    expect(body.items[1].deliveryReason).toContain('mailbox_unknown: ')
    const identity = await desk.rows((tx) =>
      tx.selectFrom('identities').select('undeliverable_since').executeTakeFirstOrThrow(),
    )
    expect(identity.undeliverable_since).not.toBeNull()
  }))

test('a sender who repeats the same over and over is held back, and it is recorded once', () =>
  withMail(async (desk, deliver) => {
    for (let at = 0; at < 25; at++) await deliver(mail({ 'Message-ID': `<${at}@x>` }, 'I am a loop'))
    const events = await desk.events()
    expect(events.filter((one) => one === 'customer.held_back')).toHaveLength(1)
    const { body } = await desk.as(desk.ana).get('/api/conversations')
    expect(body.items).toHaveLength(1)
    expect(body.items[0].messageCount).toBe(25)
  }))

test('a loop is known again by another process, or after a restart, within a few mails', () =>
  withMail(async (desk, deliver, intake) => {
    const loop = (at: number) => mail({ 'Message-ID': `<${at}@x>` }, 'I am a loop')
    for (let at = 0; at < 25; at++) await deliver(loop(at))
    const kinds = () =>
      desk
        .rows((tx) => tx.selectFrom('messages').select('kind').orderBy('id').execute())
        .then((rows) => rows.map((row) => row.kind))
    expect((await kinds()).filter((kind) => kind === 'auto_reply')).toHaveLength(5)
    const another = openIntake(desk)
    for (let at = 25; at < 35; at++) {
      const source = (async function* () {
        yield Buffer.from(loop(at))
      })()
      await takeInMail(another, source, { recipients: [address] })
    }
    expect((await kinds()).slice(25)).toEqual([
      ...Array.from({ length: 5 }, () => 'message'),
      ...Array.from({ length: 5 }, () => 'auto_reply'),
    ])
    expect((await desk.events()).filter((one) => one === 'customer.held_back')).toHaveLength(1)
    expect(intake.brake).not.toBe(another.brake)
  }))

test('a mail that breaks the desk is set aside with its source, and the next one comes in', () =>
  withMail(async (desk, deliver, intake) => {
    expect(await deliver('')).toBeUndefined()
    const [row] = await desk.rows((tx) => tx.selectFrom('quarantined_mails').selectAll().execute())
    expect(row).toMatchObject({ size: 0 })
    expect(await intake.files.size(row?.raw_file ?? '')).toBe(0)
    expect(await desk.events()).toEqual(['mail.quarantined'])
    expect(await deliver(mail({ 'Message-ID': '<1@x>' }))).toBeGreaterThan(0)
  }))

test('characters outside the first plane, halves of them and NUL keep no mail out', () =>
  withMail(async (desk, deliver) => {
    const pans = '🍳'.repeat(600)
    const id = await deliver(mail({ 'Message-ID': '<1@x>', Subject: `a${pans}` }, `b${pans}`))
    const half = await deliver(
      mail(
        { 'Message-ID': '<2@x>', 'Content-Type': 'text/html; charset=utf-16be' },
        '\0<\0p\0>\ud83c\0A\0<\0/\0p\0>',
      ),
    )
    const nul = await deliver(mail({ 'Message-ID': '<3@x>', Subject: 'N\0UL' }, 'A\0B &#xd83c; &#0;'))
    expect([id, half, nul].every((one) => one !== undefined)).toBe(true)
    expect(await desk.rows((tx) => tx.selectFrom('quarantined_mails').selectAll().execute())).toEqual([])
    const { body } = await desk.as(desk.ana).get(`/api/conversations/${id}`)
    expect(body.subject).toBe(`a${'🍳'.repeat(249)}`)
    const { body: list } = await desk.as(desk.ana).get('/api/conversations')
    expect(list.items.find((one: { id: number }) => one.id === id).preview).toBe(`b${'🍳'.repeat(69)}`)
  }))
