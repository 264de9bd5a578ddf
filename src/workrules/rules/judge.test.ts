import fc from 'fast-check'
import { expect, test } from 'vitest'
import { m } from '#texts'
import { actions } from './actions/list.ts'
import { compile, type Compiled } from './compile.ts'
import { conditions } from './conditions/list.ts'
import type { Asked, Group } from './contract.ts'
import { type Facts, namesOf } from './facts.ts'
import { type Field, schemaOf } from './fields.ts'
import { judge, longestChain } from './judge.ts'
import { occasions } from './occasions.ts'
import { rewind } from './rewind.ts'
import { anyWordIn } from './words-in.ts'

const facts: Facts = {
  at: Date.parse('2026-11-22T10:00:00Z'),
  isOpenHour: true,
  conversation: {
    ...{ id: 1, channel: 'email', mailboxId: 3, language: 'ja', status: 'new', priority: 'normal' },
    ...{
      reasonId: 7,
      reasonsAbove: [5],
      teamId: null,
      assigneeId: null,
      serviceLevelId: null,
      orderNumber: '1001',
      tags: ['vip'],
    },
    ...{ subject: '返品について', messages: 2, rating: null, fields: { size: 'l' } },
    waitingSince: Date.parse('2026-11-22T09:00:00Z'),
  },
  message: {
    ...{
      id: 9,
      text: '土鍋が割れていました',
      original: '土鍋が割れていました',
      from: namesOf('yui@mail.example.co.jp'),
    },
    ...{ language: 'ja', hasAttachments: true },
  },
  customer: { language: 'ja', country: 'JP', conversations: 3, orders: 2, fields: {} },
  order: { state: 'shipped', total: 12_800, placedAt: Date.parse('2026-11-12T10:30:00Z') },
}

const rule = (id: number, group: Group, more: Partial<Compiled> = {}): Compiled => {
  const actions = [{ action: 'tag_on', value: { tags: [`rule ${id}`] } }]
  const made = compile({
    id,
    name: `Rule ${id}`,
    when: { on: 'tagged' },
    isLast: false,
    conditions: group,
    actions,
  })
  if (!made) throw new Error('The rule is not known')
  return { ...made, ...more }
}
const asks = (condition: string, value: Asked['value'] = null, not = false): Asked => ({
  condition,
  not,
  value,
})
const holds = (group: Group) => judge([rule(1, group)], facts).acting.length === 1

const example = (field: Field): unknown =>
  ({
    words: ['one'],
    text: 'One',
    number: 'least' in field ? field.least : 0,
    one: 'from' in field && field.from === 'way' ? 'turn' : 1,
    many: [1],
    range: { atLeast: 'least' in field ? field.least : 0 },
    said: { key: 'size', words: ['l'] },
    nothing: null,
  })[field.kind]

test('every condition has a key of its own and names in both languages, takes what it says and judges without a message', () => {
  expect(new Set(conditions.map((one) => one.key)).size).toBe(conditions.length)
  for (const { key, words, takes, compile } of conditions) {
    expect(key).toMatch(/^[a-z_]+$/)
    expect(words({}, { locale: 'ja' })).not.toBe(words({}, { locale: 'en' }))
    const judged = compile(schemaOf(takes).parse(example(takes)))
    expect(typeof judged(facts)).toBe('boolean')
    expect(typeof judged({ ...facts, message: undefined })).toBe('boolean')
    expect(schemaOf(takes).safeParse({ nonsense: true }).success, key).toBe(false)
  }
})

test('every action has a key of its own and names in both languages, and foresees without doing', () => {
  expect(new Set(actions.map((one) => one.key)).size).toBe(actions.length)
  const known = occasions.map((one) => one.key)
  for (const { key, words, takes, causes, foresee } of actions) {
    expect(key).toMatch(/^[a-z_]+$/)
    expect(words({}, { locale: 'ja' })).not.toBe(words({}, { locale: 'en' }))
    const value = Object.fromEntries(Object.entries(takes).map(([name, field]) => [name, example(field)]))
    const before = structuredClone(facts.conversation)
    expect(typeof foresee(value, facts.conversation)).toBe('object')
    expect(facts.conversation).toEqual(before)
    for (const cause of causes) expect(known).toContain(cause)
  }
})

test.each([
  [true, asks('message_words', ['割れ'])],
  [true, asks('subject_words', ['返品'])],
  [true, asks('from_address', ['@example.co.jp'])],
  [false, asks('from_address', ['ample.co.jp'])],
  [true, asks('reason', [5])],
  [true, asks('assignee', ['none'])],
  [true, asks('tags', ['ＶＩＰ'])],
  [true, asks('conversation_field', { key: 'size', words: ['L'] })],
  [true, asks('waiting_minutes', { atLeast: 60 })],
  [false, asks('waiting_minutes', { atLeast: 61 })],
  [true, asks('rating', { atMost: 2 }, true)],
  [true, asks('customer_orders', { atLeast: 2, atMost: 2 })],
  [true, asks('order_state', ['shipped', 'delivered'])],
  [false, asks('order_state', ['placed'])],
  [true, asks('order_total', { atLeast: 12_800 })],
  [false, asks('order_total', { atLeast: 12_801 })],
  [true, asks('order_age_days', { atLeast: 9, atMost: 9 })],
  [false, asks('open_hours', null, true)],
])('%s: %j', (expected, asked) => {
  expect(holds({ all: [asked] })).toBe(expected)
})

test('a Latin word stands for itself, a Japanese one wherever it is, without difference of width and case', () => {
  expect(anyWordIn(['art'])('my cart is empty')).toBe(false)
  expect(anyWordIn(['ART'])('modern art.')).toBe(true)
  expect(anyWordIn(['ﾊﾟｯｸ'])('ティーパック')).toBe(true)
  expect(anyWordIn(['返品'])('ご返品の件')).toBe(true)
})

test('all, any and none mean what they say, however they are nested', () => {
  const [yes, no] = [asks('open_hours'), asks('open_hours', null, true)]
  const groups = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom({ group: yes, holds: true }, { group: no, holds: false }),
      ...(['all', 'any', 'none'] as const).map((way) =>
        fc.array(tie('node'), { minLength: 1, maxLength: 4 }).map((of) => {
          const inside = of as { group: Asked | Group; holds: boolean }[]
          const some = inside.some((one) => one.holds)
          const every = inside.every((one) => one.holds)
          return {
            group: { [way]: inside.map((one) => one.group) },
            holds: way === 'all' ? every : way === 'any' ? some : !some,
          }
        }),
      ),
    ),
  })).node
  fc.assert(
    fc.property(groups, (made) => {
      const { group, holds: expected } = made as { group: Group; holds: boolean }
      expect(holds({ all: [group] })).toBe(expected)
    }),
  )
})

test('no chain of rules is longer than five, and none has a rule twice', () => {
  const rules = Array.from({ length: 8 }, (_, at) => rule(at + 1, { all: [] }))
  fc.assert(
    fc.property(fc.shuffledSubarray(rules.map((one) => one.id)), (chain) => {
      const { acting } = judge(rules, facts, chain)
      expect(acting.some((one) => chain.includes(one.rule.id))).toBe(false)
      if (chain.length >= longestChain) expect(acting).toEqual([])
    }),
  )
})

test('the last rule ends the row, and a rule of a newer version is not run by half', () => {
  const { acting } = judge([rule(1, { all: [] }, { isLast: true }), rule(2, { all: [] })], facts)
  expect(acting.map((one) => one.rule.id)).toEqual([1])
  const newer = { conditions: { all: [asks('phase_of_moon')] }, actions: [{ action: 'status', value: {} }] }
  expect(compile({ id: 1, name: '', when: { on: 'tagged' }, isLast: false, ...newer })).toBeUndefined()
})

test('what happened since is taken back, the newest first', () => {
  const { conversation } = facts
  const before = rewind(conversation, [
    { type: 'conversation.tagged', data: { added: ['vip'], removed: ['old'] } },
    { type: 'conversation.status_changed', data: { from: 'open', to: 'new' } },
    { type: 'conversation.status_changed', data: { from: 'on_hold', to: 'open' } },
    { type: 'conversation.assigned', data: { from: 4, to: null } },
  ])
  expect(before).toMatchObject({ tags: ['old'], status: 'on_hold', assigneeId: 4, priority: 'normal' })
  expect(m.rules_actor({ name: 'x' }, { locale: 'ja' })).toBe('ルール「x」')
})
