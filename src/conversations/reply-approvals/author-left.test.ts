import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'

/** A reply that waits, with a file, of somebody who has left meanwhile. */
async function leftBehind(desk: TestDesk) {
  const id = await desk.receive('emily@example.com', 'Where is my lid?')
  const person = await desk.hire('Yui', 'agent', [desk.brandId])
  const [ana, yui] = [desk.as(desk.ana), desk.as(person)]
  const ken = desk.as(await desk.hire('Ken', 'supervisor', [desk.brandId]))
  await ana.put(`/api/brands/${desk.brandId}/reply-approval-needs`, { staffIds: [person.staffId] })
  const bytes = { 'content-type': 'application/octet-stream' }
  const uploaded = await yui.post(
    `/api/attachments?brandId=${desk.brandId}&name=l.txt`,
    Buffer.from('label'),
    bytes,
  )
  expect([uploaded.status, uploaded.body]).toEqual([200, expect.anything()])
  const lastSeenEventId = async () => (await ana.get(`/api/conversations/${id}`)).body.lastEventId
  const wish = { text: 'It ships today.', attachmentIds: [uploaded.body.id] }
  const asked = await yui.post(`/api/conversations/${id}/reply-approvals`, {
    ...wish,
    lastSeenEventId: await lastSeenEventId(),
  })
  expect([asked.status, asked.body]).toEqual([200, expect.objectContaining({ isAuthorGone: false })])
  await ana.post(`/api/staff/${person.staffId}/deactivate`)
  return { id, ana, ken, approval: asked.body.id, fileId: uploaded.body.id, lastSeenEventId }
}

test('what somebody left behind who was to be approved goes on waiting, says so, and can be approved', () =>
  withDesk(async (desk) => {
    const { ken, approval, lastSeenEventId } = await leftBehind(desk)
    const { items } = (await ken.get('/api/reply-approvals')).body
    expect(items).toMatchObject([{ id: approval, isAuthorGone: true, author: { name: 'Yui' } }])
    const sent = await ken.post(`/api/reply-approvals/${approval}/approve`, {
      lastSeenEventId: await lastSeenEventId(),
    })
    expect(sent.body.state).toBe('approved')
  }))

test('sent back it becomes the draft of who sends it back, who goes on with it and its file', () =>
  withDesk(async (desk) => {
    const { id, ana, ken, approval, fileId, lastSeenEventId } = await leftBehind(desk)
    const back = await ken.post(`/api/reply-approvals/${approval}/send-back`, { comment: 'I go on.' })
    expect(back.body).toMatchObject({ state: 'sent_back' })
    const { draft } = (await ken.get(`/api/conversations/${id}/draft`)).body
    expect(draft).toMatchObject({ text: 'It ships today.', attachmentIds: [fileId] })
    const sent = await ken.post(`/api/conversations/${id}/replies`, {
      ...{ text: draft.text, attachmentIds: draft.attachmentIds },
      lastSeenEventId: await lastSeenEventId(),
    })
    expect(sent.status).toBe(200)
    const { items } = (await ana.get(`/api/conversations/${id}/messages`)).body
    expect(items.at(-1)).toMatchObject({ attachments: [{ id: fileId }], author: { name: 'Ken' } })
  }))
