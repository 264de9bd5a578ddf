import { afterEach, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { letFlowsRun, startFlow } from '#test/flows.ts'

afterEach(() => setClock())

/** A conversation in which one of the ready-made flows was started, and what may happen in it. */
async function play(desk: TestDesk, key: string) {
  const ana = desk.as(desk.ana)
  const { id: teamId } = (await ana.post('/api/teams', { name: 'Those who decide' })).body
  const {
    id: flowId,
    revision,
    draft,
  } = (await ana.post('/api/flows', { brandId: desk.brandId, from: { ready: key } })).body
  const steps = draft.steps.map((one: { kind: string }) => (one.kind === 'team' ? { ...one, teamId } : one))
  const saved = await ana.patch(`/api/flows/${flowId}`, { revision, draft: { ...draft, steps } })
  const published = await ana.post(`/api/flows/${flowId}/publication`, { revision: saved.body.revision })
  expect(published.status).toBe(200)
  const id = await desk.receive('carter@example.com', 'Hello, I need your help.')
  const { id: runId } = await startFlow(desk, id, flowId)
  let days = 0
  const run = async () => (await ana.get(`/api/flow-runs/${runId}`)).body
  const at = async () => (await run()).step.name
  return {
    at,
    answer: async (text: string) => {
      await desk.receive('carter@example.com', text, {}, id)
      await letFlowsRun(desk)
      return at()
    },
    tickAll: async () => {
      const { entry, checklist } = await run()
      for (const { key: item } of checklist)
        await ana.post(`/api/flow-runs/${runId}/ticks`, { entry, item, isTicked: true })
      await letFlowsRun(desk)
      return at()
    },
    reply: async (text: string) => {
      const { lastEventId: lastSeenEventId } = (await ana.get(`/api/conversations/${id}`)).body
      const sent = await ana.post(`/api/conversations/${id}/replies`, { text, lastSeenEventId })
      expect(sent.status).toBe(200)
      await letFlowsRun(desk)
      return at()
    },
    tag: async (...tags: string[]) => {
      await ana.put(`/api/conversations/${id}/tags`, { tags })
      await letFlowsRun(desk)
      return at()
    },
    pass: async (count: number) => {
      days += count
      const later = new Date(Date.now() + days * 86_400_000 + 60_000)
      setClock(() => later)
      await letFlowsRun(desk)
      return at()
    },
    ended: async () => {
      const { state, text } = await run()
      const { status, tags, priority, teamId: team } = (await ana.get(`/api/conversations/${id}`)).body
      return { state, text, status, tags, priority, isTheirs: team === teamId }
    },
  }
}

test('delivered but not received: not found, not at the carrier, sent again, resolved', () =>
  withDesk(async (desk) => {
    const flow = await play(desk, 'delivered_not_received')
    expect(await flow.at()).toBe('Ask to look around')
    expect(await flow.answer('It is not there')).toBe('Have the carrier look into it')
    expect(await flow.tickAll()).toBe('Give the carrier time')
    expect(await flow.pass(4)).toBe('Ask what they would like')
    expect(await flow.answer('1')).toBe('Send it again')
    await flow.tickAll()
    expect(await flow.ended()).toMatchObject({ state: 'ended', status: 'resolved', tags: ['delivery'] })
  }))

test('return: a reason, the address, the parcel that comes back, the refund', () =>
  withDesk(async (desk) => {
    const flow = await play(desk, 'return')
    expect(await flow.answer('3')).toBe('Accept the return')
    expect(await flow.tickAll()).toBe('Wait for the parcel')
    expect(await flow.pass(22)).toBe('Ask whether it was sent')
    expect(await flow.answer('1')).toBe('Wait for the parcel')
    expect(await flow.tag('return', 'returned')).toBe('Look at it and refund')
    await flow.tickAll()
    expect(await flow.ended()).toMatchObject({ state: 'ended', status: 'resolved' })
  }))

test('escalation: the facts, first in line, to the supervisors, and a word to the customer when they take long', () =>
  withDesk(async (desk) => {
    const flow = await play(desk, 'escalation')
    expect(await flow.tickAll()).toBe('A supervisor answers')
    expect(await flow.ended()).toMatchObject({
      priority: 'urgent',
      tags: ['escalated'],
      isTheirs: true,
    })
    expect(await flow.pass(4)).toBe('Tell the customer that it takes longer')
    await flow.answer('Thank you for telling me.')
    expect(await flow.ended()).toMatchObject({ state: 'ended' })
  }))

test('complaint: understood, answered, settled some days later, learnt from', () =>
  withDesk(async (desk) => {
    const flow = await play(desk, 'complaint')
    expect(await flow.at()).toBe('Understand what happened')
    expect(await flow.tickAll()).toBe('The answer goes out')
    expect(await flow.reply('We have found the cause.')).toBe('Let some days pass')
    expect(await flow.pass(4)).toBe('Ask whether it is settled')
    expect(await flow.answer('Yes, thank you')).toBe('Learn from it')
    await flow.tickAll()
    expect(await flow.ended()).toMatchObject({ state: 'ended', tags: ['complaint'], priority: 'high' })
  }))

test('callback: when it suits, called, noted, and the tag is off again', () =>
  withDesk(async (desk) => {
    const flow = await play(desk, 'callback')
    expect(await flow.answer('In the afternoon')).toBe('Call')
    expect(await flow.ended()).toMatchObject({ state: 'waiting', status: 'open', tags: ['callback'] })
    await flow.tickAll()
    expect(await flow.ended()).toMatchObject({ state: 'ended', tags: [] })
  }))
