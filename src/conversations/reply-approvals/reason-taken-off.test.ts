import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'

// A conversation about a refund, whose replies wait for approval, and another reason that is free.
async function opened(desk: TestDesk) {
  const id = await desk.receive('emily@example.com', 'Please pay me back.')
  const [ana, mia] = [desk.as(desk.ana), desk.as(await desk.hire('Mia', 'agent', [desk.brandId]))]
  const reason = async (slug: string) =>
    (await ana.post('/api/contact-reasons', { brandId: desk.brandId, slug, nameEn: slug, nameJa: slug })).body
      .id
  const [refund, other] = [await reason('refund'), await reason('other')]
  await ana.put(`/api/brands/${desk.brandId}/reply-approval-needs`, { reasonIds: [refund] })
  const page = async (of = id) => (await ana.get(`/api/conversations/${of}`)).body
  const write = async (who: typeof mia, of = id, path = 'replies') =>
    who.post(`/api/conversations/${of}/${path}`, {
      text: 'It is paid back.',
      lastSeenEventId: (await page(of)).lastEventId,
    })
  const setReason = (who: typeof mia, reasonId: number | null, of = id) =>
    who.put(`/api/conversations/${of}/reason`, { reasonId })
  const needs = async (of = id) => (await mia.get(`/api/conversations/${of}/reply-approvals`)).body
  await setReason(ana, refund)
  return { id, ana, mia, refund, other, page, write, setReason, needs }
}

test('taking the reason off does not free an agent’s reply; that of who leads does', () =>
  withDesk(async (desk) => {
    const { ana, mia, refund, other, write, setReason, needs } = await opened(desk)
    expect((await setReason(mia, other)).status).toBe(200)
    const before = await desk.lastEvent()
    expect(await write(mia)).toMatchObject({ status: 409, body: { code: 'approval_needed' } })
    expect(await desk.events(before)).toEqual([])
    expect(await needs()).toMatchObject({ isNeeded: true, because: { reasonId: refund } })
    await setReason(mia, null)
    expect(await write(mia)).toMatchObject({ status: 409, body: { code: 'approval_needed' } })
    await setReason(ana, other)
    expect(await needs()).toMatchObject({ isNeeded: false, because: null })
    expect((await write(mia)).status).toBe(200)
  }))

test('once an answer of who leads or an approved one has left, the new reason is what counts', () =>
  withDesk(async (desk) => {
    const { id, ana, mia, other, page, write, setReason, needs } = await opened(desk)
    await setReason(mia, other)
    const asked = await write(mia, id, 'reply-approvals')
    expect(asked.status).toBe(200)
    const approve = async () =>
      ana.post(`/api/reply-approvals/${asked.body.id}/approve`, {
        lastSeenEventId: (await page()).lastEventId,
      })
    const { messageId } = (await approve()).body
    expect((await needs()).isNeeded).toBe(false)
    // Taken back, it was never said.
    await mia.post(`/api/messages/${messageId}/cancel`)
    expect((await needs()).isNeeded).toBe(true)
    expect((await write(ana)).status).toBe(200)
    expect((await needs()).isNeeded).toBe(false)
  }))

test('neither splitting nor merging frees a reply from the approval its reason needs', () =>
  withDesk(async (desk) => {
    const { id, mia, other, write, setReason } = await opened(desk)
    await desk.receive('emily@example.com', 'And where is my lid?', {}, id)
    await setReason(mia, other)
    const messages = (await mia.get(`/api/conversations/${id}/messages`)).body.items
    const split = await mia.post(`/api/conversations/${id}/split`, { messageIds: [messages[1].id] })
    expect(split.status).toBe(200)
    expect(await write(mia, split.body.id)).toMatchObject({ status: 409 })
    const kept = await desk.receive('emily@example.com', 'Hello?')
    expect((await mia.post(`/api/conversations/${kept}/merge`, { conversationIds: [id] })).status).toBe(200)
    expect(await write(mia, kept)).toMatchObject({ status: 409, body: { code: 'approval_needed' } })
  }))

test('a reason that is merged in counts like one that was taken off', () =>
  withDesk(async (desk) => {
    const { id, ana, mia, write, needs } = await opened(desk)
    const kept = await desk.receive('emily@example.com', 'Hello?')
    expect((await needs(kept)).isNeeded).toBe(false)
    await mia.post(`/api/conversations/${kept}/merge`, { conversationIds: [id] })
    expect(await write(mia, kept)).toMatchObject({ status: 409, body: { code: 'approval_needed' } })
    await write(ana, kept)
    expect((await write(mia, kept)).status).toBe(200)
  }))
