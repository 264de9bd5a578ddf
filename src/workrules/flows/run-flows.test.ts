import { afterEach, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { graphOf, letFlowsRun, publishFlow, startFlow } from '#test/flows.ts'

afterEach(() => setClock())

const days = (count: number) => ({ minutes: count * 1_440 })
const later = (count: number) => {
  const at = new Date(Date.now() + count * 86_400_000 + 60_000)
  setClock(() => at)
}
const tag = (name: string, next: Record<string, string> = { done: 'end' }) => ({
  kind: 'do',
  actions: [{ action: 'tag_on', value: { tags: [name] } }],
  next,
})
const asks = {
  ask: {
    kind: 'ask',
    name: 'Post or call',
    text: {
      en: 'Dear {{customer.name}}, by post or by phone?',
      ja: '郵便とお電話のどちらがよろしいでしょうか。',
    },
    choices: [
      { key: 'post', label: { en: 'By post', ja: '郵便' } },
      { key: 'phone', label: { en: 'By phone', ja: '電話' } },
    ],
    remind: days(2),
    giveUp: days(5),
    next: { post: 'post', answered: 'other', silent: 'silent' },
  },
  post: tag('post'),
  other: tag('other'),
  silent: tag('silent'),
}
const run = async (desk: TestDesk, id: number) => (await desk.as(desk.ana).get(`/api/flow-runs/${id}`)).body
const tagsOf = async (desk: TestDesk, id: number) =>
  (await desk.as(desk.ana).get(`/api/conversations/${id}`)).body.tags
const said = (desk: TestDesk) =>
  desk.rows((tx) =>
    tx.selectFrom('messages').selectAll().where('direction', '=', 'out').orderBy('id').execute(),
  )

test('a flow asks the customer once, waits, and goes the way of the answer, written or numbered', () =>
  withDesk(async (desk) => {
    const flowId = await publishFlow(desk, graphOf(asks))
    const one = await desk.receive('carter@example.com', 'Hello there')
    const started = await startFlow(desk, one, flowId)
    expect(started).toMatchObject({ state: 'waiting', waitsFor: 'answer', step: { name: 'Post or call' } })
    expect(started.text).toContain('Waits for the customer’s answer.')
    await letFlowsRun(desk)
    const [asked, ...more] = await said(desk)
    expect(more).toEqual([])
    expect(asked?.text).toContain('Dear carter, by post or by phone?')
    expect(asked?.text).toContain('2. By phone')
    await desk.receive('carter@example.com', '1', {}, one)
    await letFlowsRun(desk)
    expect(await run(desk, started.id)).toMatchObject({
      state: 'ended',
      history: [{ outcome: 'By post' }, { outcome: 'Done' }, { kind: 'end' }],
    })
    expect(await tagsOf(desk, one)).toEqual(['post'])
  }))

test('a question by mail is a letter: greeting, question, what can be chosen and how, and last that it is automatic', () =>
  withDesk(async (desk) => {
    const text = {
      en: '{{customer.greeting}},\nby post or by phone?',
      ja: '{{customer.greeting}}\n郵便とお電話のどちらがよろしいでしょうか。',
    }
    const flowId = await publishFlow(desk, graphOf({ ...asks, ask: { ...asks.ask, text } }))
    const english = await desk.receive('carter@example.com', 'Hello there, my parcel has not arrived')
    const japanese = await desk.receive('hanako@example.jp', '荷物がまだ届きません。ご確認をお願いします。')
    await startFlow(desk, english, flowId)
    await startFlow(desk, japanese, flowId)
    const [first, second] = await said(desk)
    expect(first?.text).toBe(
      'Dear carter,\nby post or by phone?\n\n1. By post\n2. By phone\n\nPlease reply with the number, or in your own words.\n\nThis is an automatic message. If you reply to it, a person will read your answer.',
    )
    expect(second?.text).toMatch(
      /^hanako 様\n郵便と[^]+\n\n1\. 郵便\n2\. 電話\n\nご希望の番号をご返信ください。[^]+\n\nこのメッセージは自動で/,
    )
  }))

test('without an answer a flow reminds once and then gives up; an answer of its own words is another', () =>
  withDesk(async (desk) => {
    const flowId = await publishFlow(desk, graphOf(asks))
    const [quiet, loud] = [
      await desk.receive('carter@example.com', 'Hello there'),
      await desk.receive('emma@example.com', 'Hello too'),
    ]
    const silent = await startFlow(desk, quiet, flowId)
    const heard = await startFlow(desk, loud, flowId)
    await desk.receive('emma@example.com', 'A pigeon, please', {}, loud)
    await letFlowsRun(desk)
    expect(await tagsOf(desk, loud)).toEqual(['other'])
    expect(await run(desk, heard.id)).toMatchObject({ history: [{ outcome: 'Any other answer' }, {}, {}] })
    later(2)
    await letFlowsRun(desk)
    expect(await said(desk)).toHaveLength(3)
    later(3)
    await letFlowsRun(desk)
    expect(await said(desk)).toHaveLength(3)
    later(5)
    await letFlowsRun(desk)
    expect(await tagsOf(desk, quiet)).toEqual(['silent'])
    expect(await run(desk, silent.id)).toMatchObject({ state: 'ended' })
  }))

test('a flow waits for a time, and for something to happen that fits', () =>
  withDesk(async (desk) => {
    const graph = graphOf({
      pause: { kind: 'wait', span: days(1), next: { passed: 'urgent' } },
      urgent: {
        kind: 'wait',
        on: 'priority_changed',
        conditions: { all: [{ condition: 'priority', value: ['urgent'] }] },
        span: days(3),
        next: { happened: 'seen', too_late: 'late' },
      },
      seen: tag('seen'),
      late: tag('late'),
    })
    const flowId = await publishFlow(desk, graph)
    const [seen, late] = [
      await desk.receive('carter@example.com', 'Hello'),
      await desk.receive('emma@example.com', 'Hello'),
    ]
    await startFlow(desk, seen, flowId)
    await startFlow(desk, late, flowId)
    const change = (id: number, priority: string) =>
      desk.as(desk.ana).put(`/api/conversations/${id}/priority`, { priority })
    await change(seen, 'urgent')
    later(1)
    await letFlowsRun(desk)
    expect(await tagsOf(desk, seen)).toEqual([])
    await change(seen, 'high')
    await letFlowsRun(desk)
    expect(await tagsOf(desk, seen)).toEqual([])
    await change(seen, 'urgent')
    await letFlowsRun(desk)
    expect(await tagsOf(desk, seen)).toEqual(['seen'])
    later(5)
    await letFlowsRun(desk)
    expect(await tagsOf(desk, late)).toEqual(['late'])
  }))

test('a branch goes by what is known and by what was answered', () =>
  withDesk(async (desk) => {
    const graph = graphOf({
      ...asks,
      ask: { ...asks.ask, next: { answered: 'which', silent: 'which' } },
      which: {
        kind: 'branch',
        ways: [
          { key: 'p', conditions: { all: [] }, answered: { step: 'ask', choices: ['post'] } },
          { key: 'u', conditions: { all: [{ condition: 'priority', value: ['urgent'] }] } },
        ],
        next: { p: 'post', u: 'other', else: 'silent' },
      },
    })
    const flowId = await publishFlow(desk, graph)
    for (const [answer, priority, expected] of [
      ['By post', 'urgent', 'post'],
      ['Hm', 'urgent', 'other'],
      ['Hm', 'low', 'silent'],
    ] as const) {
      const id = await desk.receive(`${answer.length}${priority}@example.com`, 'Hello')
      await desk.as(desk.ana).put(`/api/conversations/${id}/priority`, { priority })
      await startFlow(desk, id, flowId)
      await desk.receive(`${answer.length}${priority}@example.com`, answer, {}, id)
      await letFlowsRun(desk)
      expect(await tagsOf(desk, id)).toEqual([expected])
    }
  }))

test('what was published is what a run goes on with; only new runs begin with the next version, and a run can be moved to it', () =>
  withDesk(async (desk) => {
    const pause = { kind: 'wait', span: days(1), next: { passed: 'after' } }
    const flowId = await publishFlow(desk, graphOf({ pause, after: tag('first') }))
    const [old, moved, fresh] = await Promise.all(
      ['a', 'b', 'c'].map((name) => desk.receive(`${name}@example.com`, 'Hello')),
    )
    const [first, second] = [
      await startFlow(desk, old ?? 0, flowId),
      await startFlow(desk, moved ?? 0, flowId),
    ]
    const { revision } = (await desk.as(desk.ana).get(`/api/flows/${flowId}`)).body
    const draft = graphOf({ pause: { ...pause, next: { passed: 'now' } }, now: tag('second') })
    const changed = await desk.as(desk.ana).patch(`/api/flows/${flowId}`, { revision, draft })
    expect(changed.body).toMatchObject({ publishedVersion: 1, isChanged: true })
    await desk.as(desk.ana).post(`/api/flows/${flowId}/publication`, { revision: changed.body.revision })
    expect(await run(desk, first.id)).toMatchObject({ version: 1, isOld: true })
    const move = await desk.as(desk.ana).post(`/api/flow-runs/${second.id}/move`, { step: 'pause' })
    expect(move.body).toMatchObject({ version: 2, isOld: false, state: 'waiting' })
    await startFlow(desk, fresh ?? 0, flowId)
    later(1)
    await letFlowsRun(desk)
    expect(await tagsOf(desk, old ?? 0)).toEqual(['first'])
    expect(await tagsOf(desk, moved ?? 0)).toEqual(['second'])
    expect(await tagsOf(desk, fresh ?? 0)).toEqual(['second'])
  }))

test('what a step cannot do leaves the run stuck with its reason and nothing half done; it is tried again or led on', () =>
  withDesk(async (desk) => {
    const { id: teamId } = (await desk.as(desk.ana).post('/api/teams', { name: 'Returns' })).body
    const flowId = await publishFlow(
      desk,
      graphOf({
        both: {
          kind: 'do',
          name: 'Take it in',
          actions: [
            { action: 'tag_on', value: { tags: ['return'] } },
            { action: 'team', value: { teamId } },
          ],
          next: { done: 'end' },
        },
      }),
    )
    await desk.as(desk.ana).delete(`/api/teams/${teamId}`)
    const conversation = await desk.receive('carter@example.com', 'Hello')
    const stuck = await startFlow(desk, conversation, flowId)
    expect(stuck).toMatchObject({
      state: 'stuck',
      text: 'Stuck: A person, team, template or the like that the step names is gone.',
      outcomes: [{ key: 'done' }, { key: 'refused', name: 'Could not be done' }],
    })
    expect(await tagsOf(desk, conversation)).toEqual([])
    const board = await desk.as(desk.ana).get('/api/flow-runs?state=stuck')
    expect(board.body.items).toMatchObject([{ id: stuck.id }])
    const retried = await desk.as(desk.ana).post(`/api/flow-runs/${stuck.id}/retry`)
    expect(retried.body).toMatchObject({ state: 'stuck', entry: 2 })
    const skipped = await desk.as(desk.ana).post(`/api/flow-runs/${stuck.id}/skip`, { outcome: 'done' })
    expect(skipped.body).toMatchObject({ state: 'ended' })
    expect(await desk.events()).toEqual(
      expect.arrayContaining(['flow.stuck', 'flow.retried', 'flow.skipped']),
    )
  }))

test('a run is stopped with a note when its conversation is closed or merged away', () =>
  withDesk(async (desk) => {
    const flowId = await publishFlow(
      desk,
      graphOf({ pause: { kind: 'wait', span: days(1), next: { passed: 'end' } } }),
    )
    const [closed, merged, kept] = [
      await desk.receive('a@example.com', 'Hello'),
      await desk.receive('b@example.com', 'Hello'),
      await desk.receive('b@example.com', 'Hello again'),
    ]
    const [one, two] = [await startFlow(desk, closed, flowId), await startFlow(desk, merged, flowId)]
    await desk.as(desk.ana).put(`/api/conversations/${closed}/status`, { status: 'closed' })
    const answer = await desk.as(desk.ana).post(`/api/conversations/${kept}/merge`, { ids: [merged] })
    await letFlowsRun(desk)
    expect(await run(desk, one.id)).toMatchObject({
      state: 'stopped',
      text: 'Stopped because the conversation was closed.',
    })
    if (answer.status === 200)
      expect(await run(desk, two.id)).toMatchObject({
        state: 'stopped',
        text: 'Stopped because the conversation was merged into another.',
      })
  }))

test('a rule starts a flow, which carries on its chain; a flow that runs in a circle is stopped', () =>
  withDesk(async (desk) => {
    const flowId = await publishFlow(desk, graphOf({ mark: tag('hot') }))
    const rule = {
      brandId: desk.brandId,
      name: 'Begin',
      when: { on: 'tagged' },
      conditions: { all: [] },
      actions: [{ action: 'flow', value: { flowId } }],
    }
    expect((await desk.as(desk.ana).post('/api/rules', rule)).status).toBe(200)
    const id = await desk.receive('carter@example.com', 'Hello')
    await desk.as(desk.ana).put(`/api/conversations/${id}/tags`, { tags: ['warm'] })
    await letFlowsRun(desk)
    const { items } = (await desk.as(desk.ana).get(`/api/conversations/${id}/flow-runs`)).body
    expect(items).toMatchObject([{ state: 'ended', startedBy: { kind: 'rule', name: 'Begin' } }])
    expect(await tagsOf(desk, id)).toEqual(['hot', 'warm'])
    await desk.rows(async (tx) => {
      const circle = graphOf({ one: tag('x', { done: 'two' }), two: tag('y', { done: 'one' }) })
      await tx
        .updateTable('flow_versions')
        .set({ graph: JSON.stringify(circle) })
        .execute()
    })
    const circled = await startFlow(desk, id, flowId)
    expect(circled).toMatchObject({ state: 'stopped', text: 'Stopped: it went in a circle.' })
    expect(circled.history).toHaveLength(60)
  }))
