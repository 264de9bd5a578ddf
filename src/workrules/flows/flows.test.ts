import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { graphOf, publishFlow, startFlow } from '#test/flows.ts'
import { keepHours } from '#test/hours.ts'

const pause = { kind: 'wait', name: 'Some days', span: { minutes: 60 }, next: { passed: 'end' } }
const make = async (desk: TestDesk, graph: Record<string, unknown>) =>
  (await desk.as(desk.ana).post('/api/flows', { brandId: desk.brandId, name: 'Parcel', from: { graph } }))
    .body
const textsOf = (page: { problems: { text: string }[] }) => page.problems.map((one) => one.text)

test('a supervisor makes, changes, publishes, withdraws, copies and deletes flows; an agent is refused and nothing is recorded', () =>
  withDesk(async (desk) => {
    const sora = await desk.hire('Sora', 'supervisor', [desk.brandId])
    const kei = await desk.hire('Kei', 'agent', [desk.brandId])
    const made = await desk.as(sora).post('/api/flows', { brandId: desk.brandId, name: 'Parcel' })
    expect(made.body).toMatchObject({ name: 'Parcel', publishedVersion: null, revision: 1 })
    const { id } = made.body
    const draft = graphOf({ pause })
    const changed = await desk.as(sora).patch(`/api/flows/${id}`, { revision: 1, name: 'Parcels', draft })
    expect(changed.body).toMatchObject({ name: 'Parcels', problems: [], isChanged: true })
    const stale = await desk.as(sora).patch(`/api/flows/${id}`, { revision: 1, name: 'Late' })
    expect(stale).toMatchObject({ status: 409, body: { code: 'flow_changed' } })
    const { revision } = changed.body
    const published = await desk.as(sora).post(`/api/flows/${id}/publication`, { revision })
    expect(published.body).toMatchObject({ publishedVersion: 1, isChanged: false })
    const versions = await desk.as(sora).get(`/api/flows/${id}/versions`)
    expect(versions.body.items).toMatchObject([{ version: 1, publishedBy: { name: 'Sora' } }])
    const copy = await desk.as(sora).post('/api/flows', { brandId: desk.brandId, from: { copyOf: id } })
    expect(copy.body).toMatchObject({ name: 'Parcels (copy)', publishedVersion: null })
    expect(copy.body.draft.steps).toEqual(changed.body.draft.steps)
    expect((await desk.as(sora).delete(`/api/flows/${id}/publication`)).body.publishedVersion).toBe(null)
    const before = await desk.lastEvent()
    for (const [method, path, body] of [
      ['post', '/api/flows', { brandId: desk.brandId }],
      ['patch', `/api/flows/${id}`, { revision: 9 }],
      ['post', `/api/flows/${id}/publication`, { revision: 9 }],
      ['delete', `/api/flows/${id}/publication`, undefined],
      ['delete', `/api/flows/${id}`, undefined],
      ['post', '/api/flows/try-out', { conversationId: 1, graph: draft }],
    ] as const)
      expect((await desk.as(kei)[method](path, body)).status).toBe(403)
    expect(await desk.events(before)).toEqual([])
    expect((await desk.as(sora).delete(`/api/flows/${copy.body.id}`)).status).toBe(200)
    expect((await desk.as(kei).get('/api/flows')).body.items).toMatchObject([{ id }])
  }))

test('flows and runs of another brand are not there', () =>
  withDesk(async (desk) => {
    const omar = await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')])
    const flowId = await publishFlow(desk, graphOf({ pause }))
    const conversation = await desk.receive('carter@example.com', 'Hello')
    const run = await startFlow(desk, conversation, flowId)
    const before = await desk.lastEvent()
    const omars = desk.as(omar)
    for (const answer of [
      await omars.get(`/api/flows/${flowId}`),
      await omars.get(`/api/flows/${flowId}/versions`),
      await omars.patch(`/api/flows/${flowId}`, { revision: 2 }),
      await omars.post('/api/flows', { brandId: desk.brandId }),
      await omars.post(`/api/flows/${flowId}/publication`, { revision: 2 }),
      await omars.delete(`/api/flows/${flowId}`),
      await omars.get(`/api/flow-runs/${run.id}`),
      await omars.get(`/api/conversations/${conversation}/flow-runs`),
      await omars.post(`/api/conversations/${conversation}/flow-runs`, { flowId }),
      await omars.post(`/api/flow-runs/${run.id}/stop`),
      await omars.post(`/api/flow-runs/${run.id}/skip`, { outcome: 'passed' }),
      await omars.post(`/api/flow-runs/${run.id}/ticks`, { entry: 1, item: 'a', isTicked: true }),
      await omars.post('/api/flows/try-out', { conversationId: conversation, graph: graphOf({ pause }) }),
    ])
      expect(answer.status).toBe(404)
    expect((await omars.get('/api/flow-runs')).body.items).toEqual([])
    expect(await desk.events(before)).toEqual([])
  }))

test('a flow that could not work is not published, and each mistake names its step', () =>
  withDesk(async (desk) => {
    const { id, revision, problems } = await make(desk, {
      start: 'nowhere',
      steps: [
        { id: 'a', kind: 'ask', name: 'Ask', text: { en: 'Hello {{size}}' }, next: { answered: 'b' } },
        { id: 'b', kind: 'do', name: 'Tag', actions: [{ action: 'team', value: { teamId: 99 } }], next: {} },
        { id: 'c', kind: 'checklist', name: '', next: { ticked: 'end' } },
        { id: 'end', kind: 'end' },
      ],
    })
    const texts = textsOf({ problems })
    expect(texts).toContain('The flow does not say with which step it begins.')
    expect(texts).toContain('“Ask”: the Japanese text is missing.')
    expect(texts).toContain('“Ask”: {{size}} cannot be filled in by itself.')
    expect(texts).toContain('“Tag”: nothing comes after “Done”.')
    expect(texts.some((one) => one.startsWith('“Tag”: ') && one.includes('does not exist'))).toBe(true)
    expect(texts).toContain('“Checklist”: the list is empty.')
    const refused = await desk.as(desk.ana).post(`/api/flows/${id}/publication`, { revision })
    expect(refused).toMatchObject({ status: 422, body: { code: 'flow_unfit' } })
    expect(refused.body.problems).toHaveLength(problems.length)
    // Its hours were open when it was saved, and the year it was made for is over.
    await keepHours(desk, [{ days: [1], from: '09:00', to: '10:00' }])
    await desk.rows((tx) => tx.updateTable('calendars').set({ week: '{}' }).execute())
    const spin = await make(
      desk,
      graphOf({
        wait: { ...pause, span: { minutes: 5, clock: 'open_hours' }, next: { passed: 'one' } },
        one: { kind: 'branch', ways: [{ key: 'a' }], next: { a: 'two', else: 'end' } },
        two: { kind: 'do', actions: [{ action: 'tag_on', value: { tags: ['x'] } }], next: { done: 'one' } },
        lost: pause,
      }),
    )
    expect(textsOf(spin)).toEqual([
      '“Some days”: no way leads there.',
      '“Branch”: it leads back to itself without waiting for anything.',
      '“Do”: it leads back to itself without waiting for anything.',
      '“Some days”: the calendar has no open hour to come, so the time would never pass.',
    ])
  }))

test('the ready-made flows lack nothing but the team, in both languages', () =>
  withDesk(async (desk) => {
    const { items } = (await desk.as(desk.ana).get('/api/ready-flows')).body
    expect(items).toHaveLength(5)
    for (const { key } of items) {
      const made = await desk.as(desk.ana).post('/api/flows', { brandId: desk.brandId, from: { ready: key } })
      const codes = new Set(made.body.problems.map((one: { code: string }) => one.code))
      expect([key, [...codes]]).toEqual([key, ['team_missing']])
    }
  }))

test('only who leads, has the conversation or started the run directs it; any agent ticks, and the last tick goes on', () =>
  withDesk(async (desk) => {
    const kei = await desk.hire('Kei', 'agent', [desk.brandId])
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const list = {
      kind: 'checklist',
      name: 'Call',
      items: [
        { key: 'read', text: { en: 'History read', ja: '' } },
        { key: 'called', text: { en: 'Called', ja: '電話した' } },
      ],
      next: { ticked: 'end' },
    }
    const flowId = await publishFlow(desk, graphOf({ list }))
    const conversation = await desk.receive('carter@example.com', 'Hello')
    const run = await startFlow(desk, conversation, flowId, kei)
    expect(run).toMatchObject({ state: 'waiting', startedBy: { name: 'Kei' }, may: { direct: true } })
    const at = `/api/flow-runs/${run.id}`
    const before = await desk.lastEvent()
    expect((await desk.as(ben).post(`${at}/stop`)).status).toBe(403)
    expect((await desk.as(ben).post(`${at}/skip`, { outcome: 'ticked' })).status).toBe(403)
    expect((await desk.as(kei).post(`${at}/move`, { step: 'list' })).status).toBe(403)
    expect((await desk.as(kei).post(`${at}/retry`)).body.code).toBe('run_not_stuck')
    expect((await desk.as(kei).post(`${at}/skip`, { outcome: 'x' })).body.code).toBe('outcome_unknown')
    expect(await desk.events(before)).toEqual([])
    const tick = (item: string, isTicked = true) =>
      desk.as(ben).post(`${at}/ticks`, { entry: run.entry, item, isTicked })
    expect((await tick('read')).body.checklist).toMatchObject([
      { key: 'read', tickedBy: { name: 'Ben' } },
      { key: 'called', tickedBy: null },
    ])
    await tick('read', false)
    await tick('called')
    expect((await tick('read')).body).toMatchObject({
      state: 'ended',
      history: [{ by: { name: 'Ben' } }, {}],
    })
    expect((await tick('read')).body.code).toBe('no_checklist')
    expect((await desk.as(kei).post(`${at}/stop`)).body.code).toBe('run_over')
    const again = await startFlow(desk, conversation, flowId, ben)
    const twice = await desk.as(ben).post(`/api/conversations/${conversation}/flow-runs`, { flowId })
    expect(twice).toMatchObject({ status: 409, body: { code: 'flow_under_way' } })
    expect((await desk.as(ben).post(`/api/flow-runs/${again.id}/stop`)).body).toMatchObject({
      state: 'stopped',
      text: 'Stopped by hand.',
    })
  }))

test('trying out walks the flow, says what it would do, and does nothing', () =>
  withDesk(async (desk) => {
    const graph = graphOf({
      hot: {
        kind: 'do',
        actions: [{ action: 'priority', value: { priority: 'urgent' } }],
        next: { done: 'is' },
      },
      is: {
        kind: 'branch',
        ways: [{ key: 'u', conditions: { all: [{ condition: 'priority', value: ['urgent'] }] } }],
        next: { u: 'ask', else: 'end' },
      },
      ask: {
        kind: 'ask',
        text: { en: 'By post?', ja: '郵便でよろしいですか。' },
        choices: [{ key: 'yes', label: { en: 'Yes', ja: 'はい' } }],
        next: { answered: 'end' },
      },
    })
    const id = await desk.receive('carter@example.com', 'Hello')
    const before = await desk.lastEvent()
    const walked = await desk.as(desk.ana).post('/api/flows/try-out', { conversationId: id, graph })
    expect(walked.body.items).toMatchObject([
      { step: 'hot', text: 'Set the priority to Urgent' },
      { step: 'is', outcome: 'u' },
      { step: 'ask', text: 'Asks: “By post?”', outcome: 'yes' },
      { step: 'end' },
    ])
    expect(await desk.events(before)).toEqual([])
  }))
