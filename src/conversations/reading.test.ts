import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'

const pageOf = async (desk: TestDesk, id: number) =>
  (await desk.as(desk.ana).get(`/api/conversations/${id}`)).body

test('drafts are kept for each person, listed, and thrown away', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const ana = desk.as(desk.ana)
    await ana.put(`/api/conversations/${id}/draft`, { text: 'One', mode: 'note' })
    const second = await ana.put(`/api/conversations/${id}/draft`, { text: 'Two', mode: 'note' })
    expect((await ana.get('/api/drafts')).body.items).toMatchObject([
      { text: 'Two', mode: 'note', conversationId: id, updatedAt: second.body.updatedAt },
    ])
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    expect((await desk.as(ben).get(`/api/conversations/${id}/draft`)).body).toEqual({
      draft: null,
      note: null,
    })
    await ana.delete(`/api/conversations/${id}/draft`)
    expect((await ana.get('/api/drafts')).body.items).toEqual([])
  }))

test('who is mentioned in a note sees it under mentions until read, and follows from then on', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const outsider = await desk.hire('Omar', 'agent')
    const note = (mentions: number[]) =>
      desk.as(desk.ana).post(`/api/conversations/${id}/notes`, { text: 'Please look.', mentions })
    expect((await note([outsider.staffId])).body.code).toBe('not_in_brand')
    const { body } = await note([ben.staffId, ben.staffId])
    const asBen = desk.as(ben)
    const mentions = async () =>
      (await asBen.get('/api/views')).body.views.find((one: { view: string }) => one.view === 'mentions')
        .count
    expect(await mentions()).toBe(1)
    expect((await asBen.get('/api/conversations?view=mentions')).body.items).toMatchObject([
      { id, isUnread: true },
    ])
    expect((await asBen.get(`/api/conversations/${id}`)).body.isFollowing).toBe(true)
    await asBen.put(`/api/conversations/${id}/read`, { eventId: body.lastEventId })
    expect(await mentions()).toBe(0)
    expect((await asBen.get('/api/conversations?view=mentions')).body.items).toMatchObject([
      { id, isUnread: false },
    ])
  }))

test('a conversation is unread when the customer writes after one has read, and not when a colleague does', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const isUnread = async () => (await pageOf(desk, id)).isUnread
    expect(await isUnread()).toBe(true)
    await desk
      .as(desk.ana)
      .put(`/api/conversations/${id}/read`, { eventId: (await pageOf(desk, id)).lastEventId })
    expect(await isUnread()).toBe(false)
    await desk.as(ben).post(`/api/conversations/${id}/notes`, { text: 'In customs.' })
    expect(await isUnread()).toBe(false)
    await desk.as(desk.ana).delete(`/api/conversations/${id}/read`)
    expect(await isUnread()).toBe(true)
  }))

test('what happened reads as sentences in the reader’s language', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const ana = desk.as(desk.ana)
    await ana.put(`/api/conversations/${id}/assignee`, { staffId: ben.staffId })
    await ana.put(`/api/conversations/${id}/tags`, { tags: ['late', 'vip'] })
    await ana.put(`/api/conversations/${id}/status`, { status: 'on_hold' })
    const said = async (language: string) =>
      (
        await ana.get(`/api/conversations/${id}/events`, undefined, { 'accept-language': language })
      ).body.items
        .map((one: { text: string }) => one.text)
        .filter(Boolean)
    expect(await said('en')).toEqual([
      'assigned it to Ben.',
      'added the tags late, vip.',
      'set the status to On hold.',
    ])
    expect(await said('ja')).toEqual([
      '担当をBenさんに割り当てました。',
      'タグ「late, vip」を付けました。',
      'ステータスを「保留」に変更しました。',
    ])
  }))

test('a character no text can hold, or a cursor that was tampered with, is the caller’s mistake', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const ana = desk.as(desk.ana)
    const before = await desk.lastEvent()
    expect((await ana.post(`/api/conversations/${id}/notes`, { text: 'a\0b' })).status).toBe(422)
    expect((await ana.put(`/api/conversations/${id}/draft`, { text: 'a\0b' })).status).toBe(422)
    const cursor = Buffer.from(JSON.stringify(['yesterday?', 'x'])).toString('base64url')
    expect((await ana.get(`/api/conversations?cursor=${cursor}`)).status).toBe(422)
    expect(await desk.events(before)).toEqual([])
  }))

test('nobody has read what has not been written yet', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'Hello')
    const ana = desk.as(desk.ana)
    expect((await ana.put(`/api/conversations/${id}/read`, { eventId: 2 ** 40 })).status).toBe(200)
    expect((await ana.get(`/api/conversations/${id}`)).body.isUnread).toBe(false)
    await desk.receive('carter@example.com', 'Anybody there?', {}, id)
    expect((await ana.get(`/api/conversations/${id}`)).body.isUnread).toBe(true)
  }))
