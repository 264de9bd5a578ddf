import { afterEach, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { dispatchAll } from '#test/dispatch-all.ts'
import { tasksOf } from '../../tasks.ts'

afterEach(() => setClock())

// A conversation, a trainee whose replies need approval, and who approves them.
async function opened(desk: TestDesk) {
  const id = await desk.receive('emily@example.com', 'Where is my lid?')
  const person = await desk.hire('Yui', 'agent', [desk.brandId])
  const lead = await desk.hire('Ken', 'supervisor', [desk.brandId])
  const ana = desk.as(desk.ana)
  const yui = desk.as(person)
  await ana.put(`/api/brands/${desk.brandId}/reply-approval-needs`, { staffIds: [person.staffId] })
  const lastEventId = async () => (await ana.get(`/api/conversations/${id}`)).body.lastEventId
  const ask = async (text = 'It ships today.', more: Record<string, unknown> = {}) =>
    yui.post(`/api/conversations/${id}/reply-approvals`, {
      text,
      lastSeenEventId: await lastEventId(),
      ...more,
    })
  const approve = async (approval: number, more: Record<string, unknown> = {}, by = desk.as(lead)) =>
    by.post(`/api/reply-approvals/${approval}/approve`, { lastSeenEventId: await lastEventId(), ...more })
  const messages = async () => (await ana.get(`/api/conversations/${id}/messages`)).body.items
  const page = async () => (await ana.get(`/api/conversations/${id}`)).body
  return { id, yui, ken: desk.as(lead), ana, person, lead, lastEventId, ask, approve, messages, page }
}

test('a trainee’s reply does not leave by itself; it waits, and the customer waits on', () =>
  withDesk(async (desk) => {
    const { id, yui, ask, messages, page, lastEventId, person } = await opened(desk)
    const before = await desk.lastEvent()
    const direct = { text: 'It ships today.', lastSeenEventId: await lastEventId() }
    for (const [path, body] of [
      [`/api/conversations/${id}/replies`, direct],
      [`/api/conversations/${id}/forward`, { text: 'Look.', to: [{ address: 'carrier@example.com' }] }],
    ] as const)
      expect(await yui.post(path, body)).toMatchObject({ status: 409, body: { code: 'approval_needed' } })
    expect(await desk.events(before)).toEqual([])
    const { waitingSince } = await page()
    const { status, body } = await ask()
    expect(status).toBe(200)
    expect(body).toMatchObject({
      author: { id: person.staffId, name: 'Yui' },
      state: 'waiting',
      text: 'It ships today.',
      isStale: false,
      latest: { text: 'Where is my lid?' },
      waitingSince,
    })
    expect(await messages()).toHaveLength(1)
    expect(await page()).toMatchObject({ waitingSince, status: 'new' })
    expect(await desk.events(before)).toEqual(['reply_approval.asked'])
    expect((await yui.get(`/api/conversations/${id}/reply-approvals`)).body).toMatchObject({
      isNeeded: true,
      items: [{ id: body.id }],
    })
    expect(await ask()).toMatchObject({ status: 409, body: { code: 'approval_waits' } })
  }))

test('approved as it is it leaves in its author’s name, and shows who let it leave; the wait ends only then', () =>
  withDesk(async (desk) => {
    const { ask, approve, messages, page, lead, person, yui } = await opened(desk)
    const { body: asked } = await ask()
    const { status, body } = await approve(asked.id)
    expect(status).toBe(200)
    expect(body).toMatchObject({ state: 'approved', decidedBy: { name: 'Ken' }, changes: null })
    expect((await messages()).at(-1)).toMatchObject({
      id: body.messageId,
      text: 'It ships today.',
      author: { staffId: person.staffId, name: 'Yui' },
      approvedBy: { id: lead.staffId, name: 'Ken' },
      deliveryState: 'queued',
    })
    expect((await page()).waitingSince).toBeNull()
    expect(await approve(asked.id)).toMatchObject({ status: 409, body: { code: 'approval_decided' } })
    expect((await yui.get('/api/reply-approvals?author=me&state=decided')).body.items).toHaveLength(1)
  }))

test('approved with changes, what was changed is kept for its author', () =>
  withDesk(async (desk) => {
    const { id, ask, approve, messages, yui } = await opened(desk)
    const { body: asked } = await ask('It ships today.')
    const { body } = await approve(asked.id, { text: 'It ships tomorrow.' })
    expect((await messages()).at(-1).text).toBe('It ships tomorrow.')
    expect(body.changes).toEqual([
      { kind: 'same', text: 'It ships ' },
      { kind: 'removed', text: 'today' },
      { kind: 'added', text: 'tomorrow' },
      { kind: 'same', text: '.' },
    ])
    expect((await yui.get(`/api/conversations/${id}/reply-approvals`)).body.items).toMatchObject([
      { text: 'It ships today.', state: 'approved' },
    ])
  }))

test('sent back with a comment it is the author’s draft again, and may be asked for anew', () =>
  withDesk(async (desk) => {
    const { id, ask, ken, yui, messages } = await opened(desk)
    const { body: asked } = await ask()
    expect((await ken.post(`/api/reply-approvals/${asked.id}/send-back`, { comment: '' })).status).toBe(422)
    const { body } = await ken.post(`/api/reply-approvals/${asked.id}/send-back`, { comment: 'Say sorry.' })
    expect(body).toMatchObject({ state: 'sent_back', comment: 'Say sorry.' })
    const draft = (await yui.get(`/api/conversations/${id}/draft`)).body.draft
    expect(draft).toMatchObject({ text: 'It ships today.', mode: 'reply' })
    const shown = async () => (await yui.get(`/api/conversations/${id}/reply-approvals`)).body.items
    expect(await shown()).toMatchObject([{ state: 'sent_back', comment: 'Say sorry.' }])
    const { body: again } = await ask('Sorry. It ships today.')
    expect(await shown()).toMatchObject([{ id: again.id, state: 'waiting' }])
    expect(await messages()).toHaveLength(1)
  }))

test('only its author takes it back, nobody approves their own, and no agent decides', () =>
  withDesk(async (desk) => {
    const { id, ask, ken, yui, ana, lead, approve } = await opened(desk)
    const { body: asked } = await ask()
    const before = await desk.lastEvent()
    expect(await ken.post(`/api/reply-approvals/${asked.id}/withdraw`)).toMatchObject({
      status: 403,
      body: { code: 'not_the_author' },
    })
    expect((await approve(asked.id, {}, yui)).status).toBe(403)
    expect(await desk.events(before)).toEqual([])
    expect((await yui.post(`/api/reply-approvals/${asked.id}/withdraw`)).body.state).toBe('withdrawn')
    expect((await yui.get(`/api/conversations/${id}/draft`)).body.draft.text).toBe('It ships today.')
    // Who leads and is named is bound as well.
    await ana.put(`/api/brands/${desk.brandId}/reply-approval-needs`, { staffIds: [lead.staffId] })
    const { lastEventId } = (await ken.get(`/api/conversations/${id}`)).body
    const own = await ken.post(`/api/conversations/${id}/reply-approvals`, {
      text: 'It ships.',
      lastSeenEventId: lastEventId,
    })
    expect(await approve(own.body.id)).toMatchObject({ status: 403, body: { code: 'own_approval' } })
    expect((await approve(own.body.id, {}, ana)).status).toBe(200)
  }))

test('when the customer writes meanwhile it is stale, and who approves it has to have seen that', () =>
  withDesk(async (desk) => {
    const { id, ask, approve, lastEventId, ken } = await opened(desk)
    const { body: asked } = await ask()
    const seen = await lastEventId()
    await desk.receive('emily@example.com', 'It came just now!', {}, id)
    expect((await ken.get('/api/reply-approvals')).body.items).toMatchObject([
      { id: asked.id, isStale: true, latest: { text: 'It came just now!' } },
    ])
    expect(await approve(asked.id, { lastSeenEventId: seen })).toMatchObject({
      status: 409,
      body: { code: 'conversation_changed' },
    })
    expect((await approve(asked.id)).body.state).toBe('approved')
  }))

test('about some reasons every agent’s reply waits, with those of the reasons below; who leads sends', () =>
  withDesk(async (desk) => {
    const { id, ana, ken } = await opened(desk)
    const mia = desk.as(await desk.hire('Mia', 'agent', [desk.brandId]))
    const reason = async (more: Record<string, unknown>) =>
      (await ana.post('/api/contact-reasons', { brandId: desk.brandId, nameEn: 'x', nameJa: 'x', ...more }))
        .body.id
    const refunds = await reason({ slug: 'refunds' })
    const partial = await reason({ slug: 'partial', parentId: refunds })
    await ana.put(`/api/brands/${desk.brandId}/reply-approval-needs`, { reasonIds: [refunds] })
    const isNeeded = async (who: typeof mia) =>
      (await who.get(`/api/conversations/${id}/reply-approvals`)).body.isNeeded
    expect(await isNeeded(mia)).toBe(false)
    expect((await ana.put(`/api/conversations/${id}/reason`, { reasonId: partial })).status).toBe(200)
    expect([await isNeeded(mia), await isNeeded(ken)]).toEqual([true, false])
  }))

test('taken back by who approved it, it waits again; by its author it is a draft', () =>
  withDesk(async (desk) => {
    const { id, ask, approve, ken, yui } = await opened(desk)
    const { body: asked } = await ask()
    const first = (await approve(asked.id)).body.messageId
    expect((await ken.post(`/api/messages/${first}/cancel`)).body.deliveryState).toBe('cancelled')
    const state = async () => (await ken.get(`/api/reply-approvals/${asked.id}`)).body.state
    expect(await state()).toBe('waiting')
    expect((await yui.get(`/api/conversations/${id}/draft`)).body.draft).toBeNull()
    const second = (await approve(asked.id)).body.messageId
    await yui.post(`/api/messages/${second}/cancel`)
    expect(await state()).toBe('withdrawn')
    expect((await yui.get(`/api/conversations/${id}/draft`)).body.draft.text).toBe('It ships today.')
  }))

test('one to be sent later keeps its time, and leaves at once where that has passed', () =>
  withDesk(async (desk) => {
    const { ask, approve, messages, ken } = await opened(desk)
    const sendAt = new Date(Date.now() + 3_600_000).toISOString()
    const { body: asked } = await ask('It ships today.', { sendAt })
    const { body } = await approve(asked.id)
    expect((await messages()).at(-1)).toMatchObject({ deliveryState: 'scheduled', sendAt })
    await ken.post(`/api/messages/${body.messageId}/cancel`)
    setClock(() => new Date(Date.now() + 7_200_000))
    await approve(asked.id)
    expect((await messages()).at(-1)).toMatchObject({ deliveryState: 'queued' })
  }))

test('what is found in it is asked of its author and again of who approves it', () =>
  withDesk(async (desk) => {
    const { ask, approve } = await opened(desk)
    const text = 'Please find the label attached.'
    const refused = await ask(text)
    expect(refused).toMatchObject({ status: 422, body: { code: 'reply_checks' } })
    const checks = { accepted: refused.body.findings.map((one: { id: string }) => one.id) }
    const { body: asked } = await ask(text, { checks })
    expect(await approve(asked.id)).toMatchObject({ status: 422, body: { code: 'reply_checks' } })
    expect((await approve(asked.id, { checks })).status).toBe(200)
  }))

test('a first mail waits in its new conversation, a forward in its own, and both leave when approved', () =>
  withDesk(async (desk) => {
    const { ask, yui, approve, ana, messages } = await opened(desk)
    await ana.post('/api/mailboxes', { brandId: desk.brandId, address: 'hello@hinoki.test', kind: 'local' })
    const mail = {
      brandId: desk.brandId,
      to: { name: 'Tom', address: 'tom@example.com' },
      subject: 'Your return',
      text: 'It came.',
    }
    const direct = await yui.post('/api/conversations', mail)
    expect([409, 422]).toContain(direct.status)
    const first = await yui.post('/api/reply-approvals/first-mails', mail)
    if (first.status === 200) {
      const items = (await yui.get('/api/reply-approvals?author=me')).body.items
      expect(items).toMatchObject([
        { kind: 'first', subject: 'Your return', conversation: { id: first.body.id } },
      ])
      expect((await ana.get(`/api/conversations/${first.body.id}/messages`)).body.items).toEqual([])
      const { lastEventId } = (await ana.get(`/api/conversations/${first.body.id}`)).body
      expect((await approve(items[0].id, { lastSeenEventId: lastEventId })).status).toBe(200)
      expect((await ana.get(`/api/conversations/${first.body.id}/messages`)).body.items).toHaveLength(1)
    } else expect(first.body.code).toBe('no_mailbox')
    const to = [{ name: '', address: 'carrier@example.com' }]
    const { body: asked } = await ask('Look.', { kind: 'forward', to })
    expect((await approve(asked.id)).body.state).toBe('approved')
    expect((await messages()).at(-1)).toMatchObject({ to, approvedBy: { name: 'Ken' } })
  }))

test('who leads is told of what waits, and its author of what became of it', () =>
  withDesk(async (desk) => {
    const { ask, approve, ken, yui } = await opened(desk)
    const { body: asked } = await ask()
    const told = async () => {
      await dispatchAll(desk)
      const tasks = tasksOf(desk)
      for (const { task, payload } of await desk.jobs())
        if (task === 'notify-of-reply-approval')
          for (const attempt of [1, 2]) await tasks[task]?.(payload, { attempt, isLastAttempt: false })
      const kinds = async (who: typeof ken) =>
        (await who.get('/api/notices')).body.items.map((one: { kind: string }) => one.kind)
      return { ken: await kinds(ken), yui: await kinds(yui) }
    }
    expect(await told()).toEqual({ ken: ['reply_to_approve'], yui: [] })
    await approve(asked.id)
    expect(await told()).toEqual({ ken: ['reply_to_approve'], yui: ['reply_approved'] })
  }))

test('an approver who left approves nothing, and where nobody is left to approve nothing is asked', () =>
  withDesk(async (desk) => {
    const { ask, ana, lead, yui, id } = await opened(desk)
    const { body: asked } = await ask()
    await ana.post(`/api/staff/${lead.staffId}/deactivate`)
    expect((await ana.get('/api/reply-approvals')).body.items).toMatchObject([{ id: asked.id }])
    await yui.post(`/api/reply-approvals/${asked.id}/withdraw`)
    await ana.put(`/api/brands/${desk.brandId}/reply-approval-needs`, { staffIds: [desk.ana.staffId] })
    const { lastEventId } = (await ana.get(`/api/conversations/${id}`)).body
    const before = await desk.lastEvent()
    expect(
      await ana.post(`/api/conversations/${id}/reply-approvals`, {
        text: 'Hello.',
        lastSeenEventId: lastEventId,
      }),
    ).toMatchObject({ status: 409, body: { code: 'nobody_to_approve' } })
    expect(await desk.events(before)).toEqual([])
  }))

test('from another brand nothing of it is there, and agents do not set who needs approval', () =>
  withDesk(async (desk) => {
    const { id, ask, yui } = await opened(desk)
    const { body: asked } = await ask()
    const omar = desk.as(await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')]))
    const before = await desk.lastEvent()
    const needs = `/api/brands/${desk.brandId}/reply-approval-needs`
    for (const [method, path, body] of [
      ['get', `/api/reply-approvals/${asked.id}`, undefined],
      ['post', `/api/reply-approvals/${asked.id}/approve`, { lastSeenEventId: 1 }],
      ['post', `/api/reply-approvals/${asked.id}/send-back`, { comment: 'x' }],
      ['post', `/api/reply-approvals/${asked.id}/withdraw`, {}],
      ['get', `/api/conversations/${id}/reply-approvals`, undefined],
      ['post', `/api/conversations/${id}/reply-approvals`, { text: 'x', lastSeenEventId: 1 }],
      ['get', needs, undefined],
      ['put', needs, { staffIds: [] }],
    ] as const)
      expect([method, path, (await omar[method](path, body)).status]).toEqual([method, path, 404])
    expect((await omar.get('/api/reply-approvals')).body.items).toEqual([])
    expect((await yui.put(needs, { staffIds: [] })).status).toBe(403)
    expect(await desk.events(before)).toEqual([])
  }))
