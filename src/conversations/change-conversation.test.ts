import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'

test('priority, subject, language and order number are changed, each recorded once', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const before = await desk.lastEvent()
    const ana = desk.as(desk.ana)
    for (const [path, body, expected] of [
      ['priority', { priority: 'urgent' }, { priority: 'urgent' }],
      ['subject', { subject: 'Lost parcel' }, { subject: 'Lost parcel' }],
      ['language', { language: 'fr' }, { language: 'fr' }],
      ['order-number', { orderNumber: 'H-1001' }, { orderNumber: 'H-1001' }],
    ] as const) {
      const answer = await ana.put(`/api/conversations/${id}/${path}`, body)
      expect(answer).toMatchObject({ status: 200, body: expected })
      await ana.put(`/api/conversations/${id}/${path}`, body)
    }
    expect(await desk.events(before)).toEqual([
      'conversation.priority_changed',
      'conversation.subject_changed',
      'conversation.language_changed',
      'conversation.order_changed',
    ])
  }))

test('a team or reason that is not there is refused, and nothing is recorded', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const before = await desk.lastEvent()
    const ana = desk.as(desk.ana)
    expect(await ana.put(`/api/conversations/${id}/team`, { teamId: 99 })).toMatchObject({
      status: 422,
      body: { code: 'team_unknown', field: 'teamId' },
    })
    expect(await ana.put(`/api/conversations/${id}/reason`, { reasonId: 99 })).toMatchObject({
      status: 422,
      body: { code: 'reason_unknown', field: 'reasonId' },
    })
    expect(await desk.events(before)).toEqual([])
  }))

test('an archived reason is not given anew and stays where it stands', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const ana = desk.as(desk.ana)
    const reason = await ana.post('/api/contact-reasons', {
      brandId: desk.brandId,
      slug: 'delivery',
      nameEn: 'Delivery',
      nameJa: '配送',
    })
    await ana.put(`/api/conversations/${id}/reason`, { reasonId: reason.body.id })
    await ana.patch(`/api/contact-reasons/${reason.body.id}`, { isArchived: true })
    expect((await ana.get(`/api/conversations/${id}`)).body.reasonId).toBe(reason.body.id)
    const other = await desk.receive('mori@example.com', '届きません。')
    expect((await ana.put(`/api/conversations/${other}/reason`, { reasonId: reason.body.id })).status).toBe(
      422,
    )
  }))

test('tags are one whatever their case and width, and only what changed is recorded', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const ana = desk.as(desk.ana)
    const set = (tags: string[]) => ana.put(`/api/conversations/${id}/tags`, { tags })
    expect((await set(['Refund', 'ＶＩＰ', '返品  依頼'])).body.tags).toEqual(['refund', 'vip', '返品 依頼'])
    const before = await desk.lastEvent()
    expect((await set(['refund', 'VIP'])).body.tags).toEqual(['refund', 'vip'])
    await set(['REFUND', 'vip', ' '])
    expect(await desk.events(before)).toEqual(['conversation.tagged'])
    expect((await ana.get('/api/tags')).body.items.map((tag: { name: string }) => tag.name)).toEqual([
      'refund',
      'vip',
      '返品 依頼',
    ])
    expect((await ana.get(`/api/conversations?tag=${encodeURIComponent('ＶIP')}`)).body.items).toHaveLength(1)
  }))

test('spam can block its sender, and taking it back unblocks', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('spam@example.com', 'Cheap pans!')
    const ana = desk.as(desk.ana)
    expect((await ana.put(`/api/conversations/${id}/spam`, { blockCustomer: true })).body.status).toBe('spam')
    const next = await desk.receive('spam@example.com', 'Cheaper pans!')
    expect((await ana.get(`/api/conversations/${next}`)).body.status).toBe('spam')
    const back = await ana.delete(`/api/conversations/${id}/spam`)
    expect(back.body).toMatchObject({ status: 'open' })
    expect(back.body.waitingSince).not.toBeNull()
    const third = await desk.receive('spam@example.com', 'Really about my order.')
    expect((await ana.get(`/api/conversations/${third}`)).body.status).toBe('new')
  }))

test('reopening finds the customer waiting since their last word', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const ana = desk.as(desk.ana)
    const { waitingSince } = (await ana.get(`/api/conversations/${id}`)).body
    const resolved = await ana.put(`/api/conversations/${id}/status`, { status: 'resolved' })
    expect(resolved.body.waitingSince).toBeNull()
    expect((await ana.put(`/api/conversations/${id}/status`, { status: 'open' })).body.waitingSince).toBe(
      waitingSince,
    )
  }))

test('following is a matter of one person and no event', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const rin = await desk.hire('Rin', 'read_only', [desk.brandId])
    const before = await desk.lastEvent()
    expect((await desk.as(rin).put(`/api/conversations/${id}/follow`)).body).toMatchObject({
      isFollowing: true,
      followerCount: 1,
    })
    expect((await desk.as(desk.ana).get(`/api/conversations/${id}`)).body.isFollowing).toBe(false)
    expect((await desk.as(rin).get('/api/conversations?follower=me')).body.items).toHaveLength(1)
    expect((await desk.as(rin).delete(`/api/conversations/${id}/follow`)).body.isFollowing).toBe(false)
    expect(await desk.events(before)).toEqual([])
  }))

test('two people who take the next conversation never get the same, and who waits longest comes first', () =>
  withDesk(async (desk) => {
    const first = await desk.receive('a@example.com', 'First')
    const second = await desk.receive('b@example.com', 'Second')
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const [one, other] = await Promise.all([
      desk.as(desk.ana).post('/api/conversations/next', {}),
      desk.as(ben).post('/api/conversations/next', {}),
    ])
    expect([one.body.conversation.id, other.body.conversation.id].toSorted()).toEqual([first, second])
    expect((await desk.as(ben).post('/api/conversations/next', {})).body).toEqual({ conversation: null })
  }))

test('a lock keeps others from replying until it is given up, taken over or sent', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const page = (await desk.as(ben).put(`/api/conversations/${id}/lock`, {})).body
    expect(page.lock.staff).toEqual({ id: ben.staffId, name: 'Ben' })
    const chie = await desk.hire('Chie', 'agent', [desk.brandId])
    const answer = { text: 'Sorry.', lastSeenEventId: page.lastEventId }
    expect(await desk.as(chie).post(`/api/conversations/${id}/replies`, answer)).toMatchObject({
      status: 423,
      body: { code: 'locked_by_other', lock: { staff: { name: 'Ben' } } },
    })
    expect((await desk.as(chie).put(`/api/conversations/${id}/lock`, { takeOver: true })).status).toBe(403)
    expect((await desk.as(desk.ana).put(`/api/conversations/${id}/lock`, {})).status).toBe(423)
    expect(
      (await desk.as(desk.ana).put(`/api/conversations/${id}/lock`, { takeOver: true })).body.lock.staff.name,
    ).toBe('Ana')
    expect((await desk.as(desk.ana).delete(`/api/conversations/${id}/lock`)).body.lock).toBeNull()
    expect((await desk.as(ben).post(`/api/conversations/${id}/replies`, answer)).status).toBe(200)
  }))

test('every change is refused in another brand and to those who only read', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const outsider = await desk.hire('Omar', 'agent', [await desk.openBrand('sakura')])
    const reader = await desk.hire('Rin', 'read_only', [desk.brandId])
    const before = await desk.lastEvent()
    for (const [method, path, body] of [
      ['put', 'status', { status: 'resolved' }],
      ['put', 'priority', { priority: 'high' }],
      ['put', 'team', { teamId: null }],
      ['put', 'tags', { tags: ['a'] }],
      ['put', 'snooze', { until: null }],
      ['delete', 'snooze', undefined],
      ['put', 'spam', {}],
      ['put', 'lock', {}],
      ['post', 'merge', { conversationIds: [999] }],
      ['post', 'unmerge', undefined],
      ['post', 'split', { messageIds: [1] }],
      ['put', 'draft', { text: 'x' }],
      ['post', 'forward', { to: [{ address: 'x@example.com' }] }],
    ] as const) {
      expect((await desk.as(outsider)[method](`/api/conversations/${id}/${path}`, body)).status).toBe(404)
      expect((await desk.as(reader)[method](`/api/conversations/${id}/${path}`, body)).status).toBe(403)
      expect((await desk.as(undefined)[method](`/api/conversations/${id}/${path}`, body)).status).toBe(401)
    }
    expect(await desk.events(before)).toEqual([])
  }))
