import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'
import { ruleWish } from '#test/rules.ts'

test('a dry run says what would have changed, as it was then, and writes nothing', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const hit = await desk.receive('carter@example.com', 'This is urgent')
    await desk.receive('emma@example.com', 'Do you ship to Canada?')
    // Made high by hand since: then it was normal.
    await ana.put(`/api/conversations/${hit}/priority`, { priority: 'high' })
    const before = await desk.lastEvent()
    const wish = ruleWish(desk, {
      conditions: {
        all: [
          { condition: 'message_words', value: ['urgent'] },
          { condition: 'priority', value: ['normal'] },
        ],
      },
    })
    const { status, body } = await ana.post('/api/rules/dry-run', wish)
    expect(status).toBe(200)
    expect(body).toMatchObject({ looked: 2, asked: 2, matched: 1 })
    expect(body.items).toMatchObject([
      { conversationId: hit, deeds: [{ changes: [{ of: 'Priority', from: 'Normal', to: 'Urgent' }] }] },
    ])
    expect(await desk.events(before)).toEqual([])
    expect((await ana.get(`/api/conversations/${hit}`)).body.priority).toBe('high')
    expect((await ana.post('/api/rules/dry-run', { ...wish, last: 10_001 })).status).toBe(422)
  }))

test('a dry run of a rule that waits for something else looks at nothing', () =>
  withDesk(async (desk) => {
    await desk.receive('carter@example.com', 'This is urgent')
    const wish = ruleWish(desk, { when: { on: 'rated' }, conditions: { all: [] } })
    const { body } = await desk.as(desk.ana).post('/api/rules/dry-run', wish)
    expect(body).toMatchObject({ looked: 1, asked: 0, matched: 0, items: [] })
  }))
