import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'

const ana = (desk: TestDesk) => desk.as(desk.ana)

async function begin(desk: TestDesk) {
  const id = await desk.receive('carter@example.com', 'The lid has a crack.')
  const { body: field } = await ana(desk).post('/api/custom-fields', {
    ...{
      brandId: desk.brandId,
      about: 'conversation',
      key: 'serial',
      nameEn: 'Serial',
      nameJa: '製造番号',
      kind: 'text',
    },
  })
  const { body: reason } = await ana(desk).post('/api/contact-reasons', {
    ...{ brandId: desk.brandId, slug: 'damage', nameEn: 'Damage', nameJa: '破損' },
    fields: [{ fieldId: field.id, isRequired: true }],
  })
  const { body: team } = await ana(desk).post('/api/teams', { name: 'Returns', memberIds: [] })
  await ana(desk).put(`/api/conversations/${id}/tags`, { tags: ['unsure'] })
  const send = async (more: Record<string, unknown>) =>
    ana(desk).post(`/api/conversations/${id}/replies`, {
      ...{ text: 'We send a new lid.', lastSeenEventId: await desk.lastEvent(), ...more },
    })
  const page = async () => (await ana(desk).get(`/api/conversations/${id}`)).body
  return { id, reason, team, send, page }
}

test('what a macro does is done with the reply, all of it, and comes back as a draft with everything as it was', () =>
  withDesk(async (desk) => {
    const { id, reason, team, send, page } = await begin(desk)
    const before = await page()
    const actions = [
      { kind: 'take' },
      { kind: 'team', teamId: team.id },
      { kind: 'reason', reasonId: reason.id },
      { kind: 'priority', priority: 'high' },
      { kind: 'tag', add: ['cracked'], remove: ['unsure'] },
      { kind: 'status', status: 'resolved' },
      { kind: 'note', text: 'A new lid leaves from Kyoto.' },
      // Asked for before it may be resolved, though it stands below.
      { kind: 'fields', fields: { serial: 'K-77' } },
    ]
    const sent = await send({ actions })
    expect(sent.status).toBe(200)
    expect(await page()).toMatchObject({
      ...{ status: 'resolved', priority: 'high', teamId: team.id, reasonId: reason.id, tags: ['cracked'] },
      ...{ assignee: { id: desk.ana.staffId }, fields: { serial: 'K-77' } },
    })
    expect((await ana(desk).post(`/api/messages/${sent.body.id}/cancel`)).status).toBe(200)
    const { status, priority, teamId, reasonId, tags, assignee, fields } = before
    expect(await page()).toMatchObject({ status, priority, teamId, reasonId, tags, assignee, fields })
    const { body: thread } = await ana(desk).get(`/api/conversations/${id}/messages`)
    expect(thread.items.slice(-2)).toMatchObject([
      { direction: 'out', deliveryState: 'cancelled' },
      { direction: 'note', deliveryState: 'cancelled' },
    ])
    const { draft } = (await ana(desk).get(`/api/conversations/${id}/draft`)).body
    expect(draft.actions).toMatchObject(actions)
  }))

test('a macro that cannot do one thing does none, and the reply is refused with the reason', () =>
  withDesk(async (desk) => {
    const { reason, send, page } = await begin(desk)
    const standing = await page()
    const before = await desk.lastEvent()
    const resolve = [
      { kind: 'reason', reasonId: reason.id },
      { kind: 'status', status: 'resolved' },
      { kind: 'tag', add: ['cracked'] },
    ]
    expect(await send({ actions: resolve })).toMatchObject({ status: 422 })
    const gone = [
      { kind: 'tag', add: ['cracked'] },
      { kind: 'team', teamId: 99 },
    ]
    expect(await send({ actions: gone })).toMatchObject({ status: 422, body: { code: 'team_unknown' } })
    expect(await desk.events(before)).toEqual([])
    expect(await page()).toEqual(standing)
  }))

test('taken back, what a colleague has changed since stays theirs, and the rest goes back', () =>
  withDesk(async (desk) => {
    const { id, send, page } = await begin(desk)
    const sent = await send({
      actions: [{ kind: 'priority', priority: 'high' }, { kind: 'tag', add: ['cracked'] }, { kind: 'take' }],
    })
    const ben = desk.as(await desk.hire('Ben', 'agent', [desk.brandId]))
    await ben.put(`/api/conversations/${id}/priority`, { priority: 'urgent' })
    await ben.put(`/api/conversations/${id}/tags`, { tags: ['cracked', 'unsure', 'vip'] })
    expect((await ana(desk).post(`/api/messages/${sent.body.id}/cancel`)).status).toBe(200)
    const { priority, assignee, tags } = await page()
    expect({ priority, assignee, tags }).toEqual({
      priority: 'urgent',
      assignee: null,
      tags: ['unsure', 'vip'],
    })
  }))
