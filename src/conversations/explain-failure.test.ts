import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'
import { explainFailure } from './explain-failure.ts'

test('a failure is told in the reader’s language, with the next step and what the other server said', () => {
  const stored = 'mailbox_unknown: 550 5.1.1 No such user'
  const ja = explainFailure(stored, true, 'ja')
  expect(ja).toMatchObject({ code: 'mailbox_unknown', said: '550 5.1.1 No such user' })
  expect(ja.why).toMatch(/存在しません/)
  expect(explainFailure(stored, true, 'en').why).toMatch(/address/i)
  expect(explainFailure('Something unheard of', true, 'en')).toMatchObject({ code: 'other' })
})

test('what is still tried by itself asks for nothing, and asks for a person once it is given up', () => {
  const waiting = explainFailure('server_unreachable', false, 'en')
  const over = explainFailure('server_unreachable', true, 'en')
  expect(waiting.why).toBe(over.why)
  expect(waiting.next).not.toBe(over.next)
})

test('a message that failed for a wrong address is sent again to the right one', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.con', 'It never arrived.')
    const ana = desk.as(desk.ana)
    const { lastEventId } = (await ana.get(`/api/conversations/${id}`)).body
    const sent = await ana.post(`/api/conversations/${id}/replies`, {
      text: 'We are sorry.',
      lastSeenEventId: lastEventId,
    })
    const again = (body?: object) => ana.post(`/api/messages/${sent.body.id}/retry`, body)
    expect((await again()).body.code).toBe('nothing_to_retry')
    await desk.rows((tx) =>
      tx
        .updateTable('messages')
        .set({ delivery_state: 'failed', delivery_reason: 'host_unknown: 550 no such host' })
        .where('id', '=', sent.body.id)
        .execute(),
    )
    const { items } = (await ana.get(`/api/conversations/${id}/messages`)).body
    expect(items[1].failure).toMatchObject({ code: 'host_unknown', said: '550 no such host' })
    expect((await again({ to: [{ name: '', address: 'a@b.example, c@d.example' }] })).status).toBe(422)
    const retried = await again({ to: [{ name: '', address: 'carter@example.com' }] })
    expect(retried.body).toMatchObject({
      deliveryState: 'queued',
      failure: null,
      to: [{ address: 'carter@example.com' }],
    })
  }))
