import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()

test('what a draft promises, keeps and puts off is there when its writer comes back, and is none of a note', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const ana = desk.as(desk.ana)
    const promises = {
      made: [{ what: 'Call back', means: 'call', dueAt: inHours(4) }],
      kept: [7],
      postponed: [{ id: 8, dueAt: inHours(30) }],
    }
    const content = { text: 'We will call you back.', promises, settled: ['Wewillcallyouback.'] }
    expect((await ana.put(`/api/conversations/${id}/draft`, content)).status).toBe(200)
    expect((await ana.get(`/api/conversations/${id}/draft`)).body.draft).toMatchObject(content)
    await ana.put(`/api/conversations/${id}/draft`, { text: 'We will call you back.' })
    expect((await ana.get(`/api/conversations/${id}/draft`)).body.draft).not.toHaveProperty('promises')
  }))

test('a reply that is taken back is a draft with what it promised and kept', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const ana = desk.as(desk.ana)
    const made = { what: 'Call back', means: 'call', dueAt: inHours(4) }
    const reply = async (promises: object) =>
      (
        await ana.post(`/api/conversations/${id}/replies`, {
          text: 'We will call you back.',
          lastSeenEventId: (await ana.get(`/api/conversations/${id}`)).body.lastEventId,
          promises,
        })
      ).body
    const draft = async () => (await ana.get(`/api/conversations/${id}/draft`)).body.draft
    await reply({ made: [made] })
    const [open] = (await ana.get('/api/promises')).body.items
    const second = await reply({ made: [{ ...made, what: 'Ask the carrier' }], kept: [open.id] })
    await ana.post(`/api/messages/${second.id}/cancel`)
    expect((await draft()).promises).toEqual({
      made: [{ what: 'Ask the carrier', means: 'call', dueAt: made.dueAt, ownerId: desk.ana.staffId }],
      kept: [open.id],
      postponed: [],
    })
    expect((await reply((await draft()).promises)).deliveryState).toBe('queued')
    expect((await ana.get('/api/promises')).body.items).toMatchObject([{ what: 'Ask the carrier' }])
  }))

test('a reply that is sent back is a draft with what it promised, its template and its time', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const person = await desk.hire('Yui', 'agent', [desk.brandId])
    const [ana, yui] = [desk.as(desk.ana), desk.as(person)]
    await ana.put(`/api/brands/${desk.brandId}/reply-approval-needs`, { staffIds: [person.staffId] })
    const promises = { made: [{ what: 'Call back', means: 'call', dueAt: inHours(4) }] }
    const { body: asked } = await yui.post(`/api/conversations/${id}/reply-approvals`, {
      text: 'We will call you back.',
      lastSeenEventId: (await yui.get(`/api/conversations/${id}`)).body.lastEventId,
      promises,
      templateId: 3,
      sendAt: promises.made[0]?.dueAt,
    })
    await ana.post(`/api/reply-approvals/${asked.id}/send-back`, { comment: 'Say when.' })
    const { draft } = (await yui.get(`/api/conversations/${id}/draft`)).body
    const sendAt = promises.made[0]?.dueAt
    expect(draft).toMatchObject({ templateId: 3, promises, sendAt })
  }))
