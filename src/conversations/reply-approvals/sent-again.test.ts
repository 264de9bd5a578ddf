import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'

test('what was approved and came back is sent again as it was, and to nobody else without another word', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('emily@example.com', 'Where is my lid?')
    const person = await desk.hire('Yui', 'agent', [desk.brandId])
    const [ana, yui] = [desk.as(desk.ana), desk.as(person)]
    await ana.put(`/api/brands/${desk.brandId}/reply-approval-needs`, { staffIds: [person.staffId] })
    const lastEventId = async () => (await ana.get(`/api/conversations/${id}`)).body.lastEventId
    const wish = { text: 'It ships today.', lastSeenEventId: await lastEventId() }
    const asked = await yui.post(`/api/conversations/${id}/reply-approvals`, wish)
    const approved = await ana.post(`/api/reply-approvals/${asked.body.id}/approve`, {
      lastSeenEventId: await lastEventId(),
    })
    const { messageId } = approved.body
    await desk.rows((tx) =>
      tx
        .updateTable('messages')
        .set({ delivery_state: 'failed', delivery_reason: 'host_unknown: 550 no such host' })
        .where('id', '=', messageId)
        .execute(),
    )
    const again = (body?: object) => yui.post(`/api/messages/${messageId}/retry`, body)
    const elsewhere = { to: [{ name: '', address: 'else@example.com' }] }
    expect(await again(elsewhere)).toMatchObject({ status: 409, body: { code: 'approval_needed' } })
    expect((await again()).body).toMatchObject({
      deliveryState: 'queued',
      to: [{ address: 'emily@example.com' }],
    })
  }))
