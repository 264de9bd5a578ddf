import { afterEach, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { dispatchAll } from '#test/dispatch-all.ts'
import { tasksOf } from '../../tasks.ts'

afterEach(() => setClock())
const day = 86_400_000

/** A complaint a trainee has written down, whose replies need a supervisor's word. */
async function complaining(desk: TestDesk) {
  const id = await desk.receive('carter@example.com', 'The lid arrived cracked.')
  const ana = desk.as(desk.ana)
  const trainee = await desk.hire('Yui', 'agent', [desk.brandId])
  const yui = desk.as(trainee)
  const ken = desk.as(await desk.hire('Ken', 'supervisor', [desk.brandId]))
  await ana.put(`/api/brands/${desk.brandId}/reply-approval-needs`, { staffIds: [trainee.staffId] })
  const path = `/api/conversations/${id}/complaint`
  await yui.patch(path, { facts: { what: 'The lid arrived cracked.', wish: 'A new lid' } })
  const lastSeenEventId = async () => (await ana.get(`/api/conversations/${id}`)).body.lastEventId
  const wish = async (more: Record<string, unknown> = {}) => {
    const { text, locale } = (await yui.get(`${path}/restatement`)).body
    return { text, locale, lastSeenEventId: await lastSeenEventId(), ...more }
  }
  const ask = async (more: Record<string, unknown> = {}) =>
    yui.post(`${path}/restatements/for-approval`, await wish(more))
  const waiting = async () => (await ken.get(`/api/reply-approvals?conversationId=${id}`)).body.items[0]
  const approve = async (more: Record<string, unknown> = {}) =>
    ken.post(`/api/reply-approvals/${(await waiting()).id}/approve`, {
      lastSeenEventId: await lastSeenEventId(),
      ...more,
    })
  const messages = async () => (await ana.get(`/api/conversations/${id}/messages`)).body.items
  const complaint = async () => (await ana.get(path)).body.complaint
  return { id, path, ana, yui, ken, ask, wish, waiting, approve, messages, complaint }
}

const linkIn = (text: string) => /http:\/\/desk\.test(\/complaint\S+)/.exec(text)?.[1] ?? ''

test('a trainee’s restatement waits for approval; sent, its link begins then, and the customer confirms it', () =>
  withDesk(async (desk) => {
    const { path, yui, ask, wish, waiting, approve, messages, complaint } = await complaining(desk)
    const before = await desk.lastEvent()
    expect(await yui.post(`${path}/restatements`, await wish())).toMatchObject({
      status: 409,
      body: { code: 'approval_needed' },
    })
    expect(await desk.events(before)).toEqual([])
    expect(await ask()).toMatchObject({ status: 200, body: { state: 'noted', waitsForApproval: true } })
    expect(await desk.events(before)).toEqual(['reply_approval.asked'])
    expect(await messages()).toHaveLength(1)
    expect(await waiting()).toMatchObject({ kind: 'restatement', author: { name: 'Yui' } })
    expect((await waiting()).text).toContain('{{link}}')
    const later = Date.now() + 40 * day
    setClock(() => new Date(later))
    expect((await approve()).body).toMatchObject({ state: 'approved', changes: null })
    const sent = (await messages()).at(-1)
    expect(sent).toMatchObject({ author: { name: 'Yui' }, approvedBy: { name: 'Ken' } })
    const page = await desk.as(undefined).get(linkIn(sent.text))
    expect([page.status, String(page.body)]).toEqual([
      200,
      expect.stringContaining('The lid arrived cracked.'),
    ])
    expect(await complaint()).toMatchObject({
      state: 'restated',
      waitsForApproval: false,
      restatements: [{ sentAt: new Date(later).toISOString(), sentBy: { name: 'Yui' }, answer: null }],
    })
  }))

test('what was written down changes while it waits: the customer confirms what was sent, and the change is told', () =>
  withDesk(async (desk) => {
    const { path, yui, ask, approve, complaint } = await complaining(desk)
    await ask()
    await yui.patch(path, { facts: { wish: 'My money back' } })
    await approve()
    await yui.post(`${path}/answer`, { answer: 'right', text: '' })
    expect(await complaint()).toMatchObject({ state: 'confirmed', changedSince: ['wish'] })
  }))

test('its approver changes it, but not without the place for the link', () =>
  withDesk(async (desk) => {
    const { ask, approve, waiting, messages } = await complaining(desk)
    await ask()
    const { text } = await waiting()
    const before = await desk.lastEvent()
    expect(await approve({ text: 'Is this right?' })).toMatchObject({
      status: 422,
      body: { code: 'placeholder_missing', field: 'text' },
    })
    expect(await desk.events(before)).toEqual([])
    const { body } = await approve({ text: text.replace('Kind regards', 'With best regards') })
    expect(body.changes).toContainEqual({ kind: 'added', text: expect.stringContaining('With') })
    const said = (await messages()).at(-1).text
    expect(said).toContain('With best regards')
    expect(linkIn(said)).not.toBe('')
  }))

test('sent back it is written on where it was written, and asked for again', () =>
  withDesk(async (desk) => {
    const { id, path, yui, ken, ask, wish, waiting, approve, complaint } = await complaining(desk)
    await ask({ text: 'Sorry. Is it so? {{link}}' })
    const { id: approval } = await waiting()
    await ken.post(`/api/reply-approvals/${approval}/send-back`, { comment: 'Warmer, please.' })
    expect((await yui.get(`/api/conversations/${id}/draft`)).body.draft).toBeNull()
    expect((await wish()).text).toBe('Sorry. Is it so? {{link}}')
    expect((await ken.get(`${path}/restatement`)).body.text).not.toBe('Sorry. Is it so? {{link}}')
    await ask({ text: 'We are very sorry. Is it so? {{link}}' })
    await approve()
    expect((await complaint()).state).toBe('restated')
    expect((await wish()).text).toContain('The lid arrived cracked.')
  }))

test('taken back by who approved it, it waits again and the complaint stands as before', () =>
  withDesk(async (desk) => {
    const { ken, ask, approve, complaint } = await complaining(desk)
    await ask()
    const { messageId } = (await approve()).body
    expect((await ken.post(`/api/messages/${messageId}/cancel`)).status).toBe(200)
    await dispatchAll(desk)
    for (const { task, payload } of await desk.jobs())
      if (task === 'take-back-restatement')
        await tasksOf(desk)[task]?.(payload, { attempt: 1, isLastAttempt: false })
    expect(await complaint()).toMatchObject({ state: 'noted', waitsForApproval: true, restatements: [] })
    expect((await approve()).status).toBe(200)
    expect(await complaint()).toMatchObject({ state: 'restated', restatements: [{ answer: null }] })
  }))

test('without facts or without a place for the link nothing is asked, and from another brand it is not there', () =>
  withDesk(async (desk) => {
    const { path, ask, wish } = await complaining(desk)
    const before = await desk.lastEvent()
    expect(await ask({ text: 'Is it so?' })).toMatchObject({
      status: 422,
      body: { code: 'placeholder_missing' },
    })
    expect(await desk.events(before)).toEqual([])
    const omar = desk.as(await desk.hire('Omar', 'agent', [await desk.openBrand('sakura')]))
    const hired = await desk.lastEvent()
    expect((await omar.post(`${path}/restatements/for-approval`, await wish())).status).toBe(404)
    const bare = await desk.receive('emily@example.com', 'Unacceptable.')
    const none = `/api/conversations/${bare}/complaint/restatements/for-approval`
    expect((await desk.as(desk.ana).post(none, await wish())).status).toBe(404)
    expect(await desk.events(hired)).toEqual(['message.received'])
  }))
