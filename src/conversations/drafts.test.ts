import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'

test('a note and an answer are begun beside each other, and sending one leaves the other', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const ana = desk.as(desk.ana)
    const at = `/api/conversations/${id}`
    await ana.put(`${at}/draft`, { text: 'We are sorry.' })
    await ana.put(`${at}/draft`, { text: '@Ben look', mode: 'note', mentions: [ben.staffId] })
    await ana.put(`${at}/draft`, { text: 'We are very sorry.', mode: 'reply_all' })
    expect((await ana.get(`${at}/draft`)).body).toMatchObject({
      draft: { text: 'We are very sorry.', mode: 'reply_all' },
      note: { text: '@Ben look', mentions: [ben.staffId] },
    })
    expect((await ana.get('/api/drafts')).body.items).toHaveLength(2)
    await ana.post(`${at}/notes`, { text: '@Ben look', mentions: [ben.staffId] })
    expect((await ana.get(`${at}/draft`)).body).toMatchObject({ draft: { mode: 'reply_all' }, note: null })
    await ana.put(`${at}/draft`, { text: 'Another note', mode: 'note' })
    const { lastEventId } = (await ana.get(at)).body
    await ana.post(`${at}/replies`, { text: 'We are very sorry.', lastSeenEventId: lastEventId })
    expect((await ana.get(`${at}/draft`)).body).toMatchObject({ draft: null, note: { text: 'Another note' } })
  }))

test('one of the two is thrown away, or both', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const ana = desk.as(desk.ana)
    const at = `/api/conversations/${id}/draft`
    const begin = async () => {
      await ana.put(at, { text: 'An answer' })
      await ana.put(at, { text: 'A note', mode: 'note' })
    }
    await begin()
    await ana.delete(`${at}?kind=note`)
    expect((await ana.get(at)).body).toMatchObject({ draft: { text: 'An answer' }, note: null })
    await begin()
    await ana.delete(at)
    expect((await ana.get(at)).body).toEqual({ draft: null, note: null })
  }))

test('drafts are read page by page, also two of one conversation', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    for (const who of ['a', 'b']) {
      const id = await desk.receive(`${who}@example.com`, 'Hello')
      await ana.put(`/api/conversations/${id}/draft`, { text: `${who} answer` })
      await ana.put(`/api/conversations/${id}/draft`, { text: `${who} note`, mode: 'note' })
    }
    const seen: string[] = []
    for (let cursor = ''; ; ) {
      const { body } = await ana.get(`/api/drafts?limit=1${cursor && `&cursor=${cursor}`}`)
      seen.push(...body.items.map((one: { text: string }) => one.text))
      if (body.nextCursor === null) break
      cursor = body.nextCursor
    }
    expect(seen).toEqual(['b note', 'b answer', 'a note', 'a answer'])
  }))

test('a message taken back is a draft whose pictures the editor can show', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const ana = desk.as(desk.ana)
    const uploaded = (
      await desk.app.inject({
        method: 'POST',
        url: `/api/conversations/${id}/attachments?name=pan.txt&inline=1`,
        headers: { authorization: `Bearer ${desk.ana.key}`, 'content-type': 'application/octet-stream' },
        payload: Buffer.from('a picture'),
      })
    ).json()
    const { lastEventId } = (await ana.get(`/api/conversations/${id}`)).body
    const sent = await ana.post(`/api/conversations/${id}/replies`, {
      html: `<p>See <img src="cid:${uploaded.contentId}"></p>`,
      attachmentIds: [uploaded.id],
      lastSeenEventId: lastEventId,
      sendAt: new Date(Date.now() + 3_600_000).toISOString(),
    })
    expect((await ana.post(`/api/messages/${sent.body.id}/cancel`)).status).toBe(200)
    const { draft } = (await ana.get(`/api/conversations/${id}/draft`)).body
    expect(draft.html).toContain(`src="/api/attachments/${uploaded.id}/content"`)
    expect(draft.html).toContain(`data-cid="${uploaded.contentId}"`)
    expect(draft.attachmentIds).toEqual([uploaded.id])
  }))
