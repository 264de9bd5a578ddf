import { expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { letRulesRun, ruleWish } from '#test/rules.ts'

async function make(desk: TestDesk, wish: Record<string, unknown> = {}): Promise<number> {
  const { status, body } = await desk.as(desk.ana).post('/api/rules', ruleWish(desk, wish))
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body.id
}
const conversation = async (desk: TestDesk, id: number) =>
  (await desk.as(desk.ana).get(`/api/conversations/${id}`)).body
const runs = async (desk: TestDesk, id: number) =>
  (await desk.as(desk.ana).get(`/api/conversations/${id}/rule-runs`)).body.items

test('a rule acts once on what it waits for, under its own name, and says why', () =>
  withDesk(async (desk) => {
    const ruleId = await make(desk)
    const hit = await desk.receive('carter@example.com', 'This is URGENT, please')
    const miss = await desk.receive('emma@example.com', 'Insurgents in a film')
    await letRulesRun(desk)
    expect((await conversation(desk, hit)).priority).toBe('urgent')
    expect((await conversation(desk, miss)).priority).toBe('normal')
    const { items } = (await desk.as(desk.ana).get(`/api/conversations/${hit}/events`)).body
    expect(
      items.filter((one: { type: string }) => one.type === 'conversation.priority_changed'),
    ).toMatchObject([{ actor: { kind: 'rule', id: ruleId, name: 'Urgent' } }])
    expect(await runs(desk, hit)).toMatchObject([
      {
        occasion: 'a customer writes',
        deeds: [
          {
            ruleName: 'Urgent',
            held: ['Message text: “urgent” or “至急”'],
            deeds: [
              {
                text: 'Set the priority to Urgent',
                changes: [{ of: 'Priority', from: 'Normal', to: 'Urgent' }],
              },
            ],
          },
        ],
      },
    ])
    expect(await runs(desk, miss)).toMatchObject([
      {
        deeds: [],
        passedBy: [{ ruleName: 'Urgent', because: 'Did not hold: Message text: “urgent” or “至急”' }],
      },
    ])
    const { body } = await desk.as(desk.ana).get(`/api/rules/${ruleId}/deeds`)
    expect(body.items).toMatchObject([{ conversationId: hit, chain: [] }])
    expect((await desk.as(desk.ana).get('/api/rules')).body.items).toMatchObject([{ acted: 1 }])
  }))

test('rules are asked in their order, see what those before did, and end with one that is the last', () =>
  withDesk(async (desk) => {
    await make(desk)
    const high = { all: [{ condition: 'priority', value: ['urgent'] }] }
    const tag = (name: string) => [{ action: 'tag_on', value: { tags: [name] } }]
    await make(desk, { name: 'Second', conditions: high, actions: tag('seen'), isLast: true })
    await make(desk, { name: 'Third', conditions: high, actions: tag('unseen') })
    const id = await desk.receive('carter@example.com', '至急お願いします')
    await letRulesRun(desk)
    expect((await conversation(desk, id)).tags).toEqual(['seen'])
  }))

test('two rules that set each other off stop, tell of it in the conversation and are marked', () =>
  withDesk(async (desk) => {
    const hot = { all: [{ condition: 'tags', value: ['hot'] }] }
    const cold = { none: [{ condition: 'tags', value: ['hot'] }] }
    await make(desk, {
      name: 'Heat',
      when: { on: 'tagged' },
      conditions: cold,
      actions: [{ action: 'tag_on', value: { tags: ['hot'] } }],
    })
    await make(desk, {
      name: 'Cool',
      when: { on: 'tagged' },
      conditions: hot,
      actions: [{ action: 'tag_off', value: { tags: ['hot'] } }],
    })
    const id = await desk.receive('carter@example.com', 'Hello')
    await desk.as(desk.ana).put(`/api/conversations/${id}/tags`, { tags: ['warm'] })
    await letRulesRun(desk, 20)
    const types = await desk.events()
    expect(types.filter((one) => one === 'rule.circled').length).toBeGreaterThan(0)
    expect(types.filter((one) => one === 'conversation.tagged').length).toBeLessThan(8)
    const { items } = (await desk.as(desk.ana).get('/api/rules')).body
    const codes = items.flatMap((one: { warnings: { code: string }[] }) =>
      one.warnings.map(({ code }) => code),
    )
    expect(codes).toContain('circled')
  }))

test('an automatic answer says that it is one, comes once a day, and never goes to machines', () =>
  withDesk(async (desk) => {
    const { body: template } = await desk.as(desk.ana).post('/api/templates', {
      brandId: desk.brandId,
      name: 'Closed',
      textEn: 'Dear {{customer.name}}, we are closed.',
      textJa: '{{customer.name}}様、本日は休業です。',
    })
    const actions = [{ action: 'reply', value: { templateId: template.id } }]
    await make(desk, { conditions: { all: [] }, actions })
    await make(desk, { when: { on: 'machine_wrote' }, conditions: { all: [] }, actions, name: 'To machines' })
    const id = await desk.receive('carter@example.com', 'It never arrived. Where is my order?')
    await letRulesRun(desk)
    await desk.receive('carter@example.com', 'Hello? Is anybody there?', {}, id)
    await desk.receive('carter@example.com', 'I am on holiday.', { kind: 'auto_reply' }, id)
    const robot = await desk.receive('no-reply@example.com', 'Your parcel has left.')
    await letRulesRun(desk)
    const said = async (of: number) =>
      (await desk.as(desk.ana).get(`/api/conversations/${of}/messages`)).body.items.filter(
        (one: { direction: string }) => one.direction === 'out',
      )
    expect(await said(id)).toMatchObject([
      { isAutomatic: true, text: expect.stringContaining('Dear carter, we are closed.') },
    ])
    expect((await said(id))[0].text).toContain('automatic message')
    expect(await said(robot)).toEqual([])
    const [refused] = await runs(desk, robot)
    expect(refused.deeds[0].deeds[0].refused).toContain('Nobody would read')
  }))

test('a rule that names somebody who left stops as a whole, is listed as stopped, and goes on when it is saved anew', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const actions = [
      { action: 'priority', value: { priority: 'urgent' } },
      { action: 'assign', value: { staffId: ben.staffId } },
    ]
    const id = await make(desk, { actions })
    await desk.db.open
      .updateTable('staff')
      .set({ deactivated_at: new Date() })
      .where('id', '=', ben.staffId)
      .execute()
    const hit = await desk.receive('carter@example.com', 'urgent')
    await letRulesRun(desk)
    expect(await conversation(desk, hit)).toMatchObject({ priority: 'normal', assignee: null })
    const { warnings } = (await ana.get(`/api/rules/${id}`)).body
    expect(warnings).toMatchObject([{ code: 'stopped', text: expect.stringContaining('no longer works') }])
    expect(await desk.events()).toContain('rule.stopped')
    expect((await ana.patch(`/api/rules/${id}`, { isOn: true })).status).toBe(422)
    await ana.patch(`/api/rules/${id}`, { actions: actions.slice(0, 1) })
    const again = await desk.receive('emma@example.com', 'urgent')
    await letRulesRun(desk)
    expect((await conversation(desk, again)).priority).toBe('urgent')
  }))

test('a rule of time acts when the time has passed, once, and not when the customer has written since', () =>
  withDesk(async (desk) => {
    const start = Date.now()
    const standAt = (minutes: number) => setClock(() => new Date(start + minutes * 60_000))
    try {
      await make(desk, {
        when: { after: { minutes: 60, since: 'customer_wrote' } },
        conditions: { all: [{ condition: 'customer_waits' }] },
        actions: [{ action: 'tag_on', value: { tags: ['waiting'] } }],
      })
      const id = await desk.receive('carter@example.com', 'Hello')
      await letRulesRun(desk)
      expect((await conversation(desk, id)).tags).toEqual([])
      standAt(61)
      await letRulesRun(desk)
      expect((await conversation(desk, id)).tags).toEqual(['waiting'])
      await desk.as(desk.ana).put(`/api/conversations/${id}/tags`, { tags: [] })
      await letRulesRun(desk)
      expect((await conversation(desk, id)).tags).toEqual([])
    } finally {
      setClock()
    }
  }))

test('a person and a webhook are told by rules, each once', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const hook = { brandId: desk.brandId, url: 'https://hook.example/x', eventTypes: ['tag.renamed'] }
    const { body: made } = await ana.post('/api/webhooks', hook)
    const webhookId = made.webhook?.id ?? made.id
    await make(desk, {
      actions: [
        { action: 'notify', value: { staffIds: [desk.ana.staffId] } },
        { action: 'webhook', value: { webhookId } },
        { action: 'note', value: { text: 'Please look at once.' } },
        { action: 'snooze', value: { hours: 4 } },
      ],
    })
    const id = await desk.receive('carter@example.com', 'urgent')
    await letRulesRun(desk)
    const types = await desk.events()
    for (const type of ['rule.notified', 'rule.called_webhook', 'note.written', 'conversation.snoozed'])
      expect(types.filter((one) => one === type)).toHaveLength(1)
    const jobs = await desk.jobs()
    expect(jobs.filter((job) => job.task === 'deliver-webhook')).toMatchObject([{ payload: { webhookId } }])
    expect(jobs.filter((job) => job.task === 'notify-of-rule')).toHaveLength(1)
    const { items } = (await ana.get(`/api/conversations/${id}/messages`)).body
    expect(items.at(-1)).toMatchObject({ direction: 'note', author: { name: 'Urgent' }, isAutomatic: true })
  }))

test('a rule ends no conversation over an open promise, and its history says why', () =>
  withDesk(async (desk) => {
    await make(desk, { actions: [{ action: 'status', value: { status: 'resolved' } }] })
    const id = await desk.receive('carter@example.com', 'Hello')
    const promised = await desk.as(desk.ana).post(`/api/conversations/${id}/promises`, {
      what: 'Ask the warehouse',
      dueAt: new Date(Date.now() + 86_400_000).toISOString(),
    })
    expect(promised.status).toBe(200)
    await desk.receive('carter@example.com', 'URGENT', {}, id)
    await letRulesRun(desk)
    expect((await conversation(desk, id)).status).not.toBe('resolved')
    const [run] = await runs(desk, id)
    expect(JSON.stringify(run)).toContain('promise')
  }))
