import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { letRulesRun, ruleWish } from '#test/rules.ts'

const urgent = [{ action: 'priority', value: { priority: 'urgent' } }]

async function make(desk: TestDesk, wish: Record<string, unknown>): Promise<number> {
  const { status, body } = await desk.as(desk.ana).post('/api/rules', ruleWish(desk, wish))
  expect([status, body.warnings]).toEqual([200, []])
  return body.id
}
const asking = (desk: TestDesk, condition: string, value: unknown) =>
  make(desk, { name: condition, conditions: { all: [{ any: [{ condition, value }] }] }, actions: urgent })
const warnings = async (desk: TestDesk, id: number) =>
  (await desk.as(desk.ana).get(`/api/rules/${id}`)).body.warnings
const codes = async (desk: TestDesk, id: number) =>
  (await warnings(desk, id)).map((one: { code: string }) => one.code)

async function reason(desk: TestDesk, key: string): Promise<number> {
  const wish = { brandId: desk.brandId, slug: key, nameEn: key, nameJa: key }
  const { status, body } = await desk.as(desk.ana).post('/api/contact-reasons', wish)
  expect(status).toBe(200)
  return body.id
}

test('a rule that asks for a reason that was archived, a team or field that is gone stops, says why, and those who lead are told once', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const reasonId = await reason(desk, 'engraving')
    const { body: team } = await ana.post('/api/teams', { name: 'Night' })
    const field = { brandId: desk.brandId, about: 'conversation', key: 'size', kind: 'text' }
    const { body: made } = await ana.post('/api/custom-fields', {
      ...field,
      nameEn: 'Size',
      nameJa: 'サイズ',
    })
    const ids = [
      await asking(desk, 'reason', [reasonId]),
      await asking(desk, 'team', [team.id]),
      await asking(desk, 'conversation_field', { key: 'size', words: ['L'] }),
      await make(desk, { name: 'To the team', actions: [{ action: 'team', value: { teamId: team.id } }] }),
    ]
    await letRulesRun(desk)
    const before = await desk.lastEvent()
    await ana.patch(`/api/contact-reasons/${reasonId}`, { isArchived: true })
    await ana.patch(`/api/custom-fields/${made.id}`, { isArchived: true })
    await ana.delete(`/api/teams/${team.id}`)
    await letRulesRun(desk)
    for (const id of ids) expect(await codes(desk, id)).toEqual(['stopped'])
    const [texts] = [await Promise.all(ids.map((id) => warnings(desk, id)))]
    expect(texts.map(([one]) => one.text)).toEqual([
      'Stopped: a contact reason it names is gone or archived.',
      'Stopped: a team it names is gone.',
      'Stopped: a field it names is gone or archived.',
      'Stopped: a team it names is gone.',
    ])
    const stopped = (await desk.events(before)).filter((one) => one === 'rule.stopped')
    expect(stopped).toHaveLength(ids.length)
    const told = (await desk.jobs()).filter((job) => job.task === 'notify-of-stopped-rule')
    expect(told).toHaveLength(ids.length)
  }))

test('a rule that may choose from something else as well goes on, and says that a part is gone', () =>
  withDesk(async (desk) => {
    const [gone, left] = [await reason(desk, 'engraving'), await reason(desk, 'wrapping')]
    const id = await asking(desk, 'reason', [gone, left])
    const orNone = await asking(desk, 'reason', ['none', gone])
    await desk.as(desk.ana).patch(`/api/contact-reasons/${gone}`, { isArchived: true })
    await letRulesRun(desk)
    expect([await codes(desk, id), await codes(desk, orNone)]).toEqual([['misses'], ['misses']])
    const about = await desk.receive('carter@example.com', 'Could you wrap it, please?')
    await desk.as(desk.ana).put(`/api/conversations/${about}/reason`, { reasonId: left })
    const again = await desk.receive('carter@example.com', 'In blue, please.', {}, about)
    await letRulesRun(desk)
    expect((await desk.as(desk.ana).get(`/api/conversations/${again}`)).body.priority).toBe('urgent')
  }))

test('a rule goes with a tag that gets another name, and stops when the tag it needs is deleted', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const id = await desk.receive('carter@example.com', 'Hello')
    await ana.put(`/api/conversations/${id}/tags`, { tags: ['vip', 'gift'] })
    const tags = (await ana.get(`/api/tags?brandId=${desk.brandId}`)).body.items
    const idOf = (name: string) => tags.find((one: { name: string }) => one.name === name).id
    const asks = await asking(desk, 'tags', ['ＶＩＰ'])
    const puts = await make(desk, { actions: [{ action: 'tag_on', value: { tags: ['Gift', 'new'] } }] })
    const either = await asking(desk, 'tags', ['vip', 'gift'])
    await ana.patch(`/api/tags/${idOf('vip')}`, { name: 'regular' })
    await letRulesRun(desk)
    expect((await ana.get(`/api/rules/${asks}`)).body.conditions).toEqual({
      all: [{ any: [{ condition: 'tags', not: false, value: ['regular'] }] }],
    })
    await desk.receive('carter@example.com', 'Hello again', {}, id)
    await letRulesRun(desk)
    expect((await ana.get(`/api/conversations/${id}`)).body.priority).toBe('urgent')
    await ana.delete(`/api/tags/${idOf('gift')}`)
    await letRulesRun(desk)
    expect([await codes(desk, asks), await codes(desk, puts), await codes(desk, either)]).toEqual([
      [],
      ['stopped'],
      [],
    ])
  }))
