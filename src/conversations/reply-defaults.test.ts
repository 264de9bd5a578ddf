import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { asMail, openMailbox, supportAddress } from '#test/mail/mailbox.ts'

const people = (...addresses: string[]) => addresses.map((address) => ({ name: '', address }))

async function mailFrom(desk: TestDesk, replyTo: string[], cc: string[] = []): Promise<number> {
  const mail = asMail(await openMailbox(desk), {
    to: people(supportAddress),
    cc: people(...cc),
    details: { replyTo: people(...replyTo) },
  })
  return desk.receive('noreply@forms.example', 'It never arrived.', mail)
}

async function answered(desk: TestDesk, id: number): Promise<string[]> {
  const { lastEventId } = (await desk.as(desk.ana).get(`/api/conversations/${id}`)).body
  const { body } = await desk
    .as(desk.ana)
    .post(`/api/conversations/${id}/replies`, { text: 'We are sorry.', lastSeenEventId: lastEventId })
  return body.to.map((one: { address: string }) => one.address)
}

test('an answer goes where the customer’s mail asks to be answered, as its writer was shown', () =>
  withDesk(async (desk) => {
    const id = await mailFrom(desk, ['carter@example.com'], ['lee@example.com'])
    const { body } = await desk.as(desk.ana).get(`/api/conversations/${id}/reply-defaults`)
    expect(body.reply.to).toMatchObject([{ address: 'carter@example.com' }])
    expect(body.replyAll.cc).toMatchObject([{ address: 'lee@example.com' }])
    expect(await answered(desk, id)).toEqual(['carter@example.com'])
  }))

test('a Reply-To that leads back to ourselves is passed over', () =>
  withDesk(async (desk) => {
    const id = await mailFrom(desk, ['Support+c1.abc@hinoki.test'])
    expect(await answered(desk, id)).toEqual(['noreply@forms.example'])
  }))
