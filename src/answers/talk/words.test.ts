import { expect, test } from 'vitest'
import { isUpset, wantsPerson } from '#languages/feelings.ts'
import { isGreeting, saysNothing, verdictIn } from './words.ts'

test.each([
  '人に代わってください',
  '人と話したい',
  '担当者',
  '担当者につないでください',
  'オペレーターお願いします',
  '人間と話せますか',
  'スタッフの方と直接話したいです',
  '責任者を出してください',
  'ボットじゃなくて人がいい',
  'agent',
  'Can I talk to a human please?',
  'I want to speak with a real person',
  'SUPERVISOR',
  'please transfer me to somebody',
  'let me speak to your manager',
])('a person is asked for: %s', (text) => {
  expect(wantsPerson(text)).toBe(true)
})

test.each([
  '友人に贈りたいのですが包装できますか',
  'カナダまで送れますか？送料は？',
  '返品したいです',
  '二人用の土鍋はありますか',
  'Do you ship to Canada?',
  'Is it a good gift for one person?',
  'Where is my order?',
])('nobody is asked for: %s', (text) => {
  expect(wantsPerson(text)).toBe(false)
})

test.each([
  'ふざけるな',
  'いい加減にしてください',
  '何度も連絡しているのに返事がない',
  'This is unacceptable',
  'worst service ever',
  'WHERE IS MY ORDER I HAVE WAITED THREE WEEKS',
])('upset: %s', (text) => {
  expect(isUpset(text)).toBe(true)
})

test.each(['カナダまで送れますか', 'Where is my order?', 'FAQ', 'DHL tracking JP123'])('calm: %s', (text) => {
  expect(isUpset(text)).toBe(false)
})

test.each([
  ['はい', 'helped'],
  ['解決しました', 'helped'],
  ['ありがとうございます！', 'helped'],
  ['Thanks, got it', 'helped'],
  ['👍', 'helped'],
  ['🙏🏻', 'helped'],
  ['😡', undefined],
  ['いいえ', 'unhelped'],
  ['解決しませんでした', 'unhelped'],
  ["That didn't help", 'unhelped'],
  ['No', 'unhelped'],
  ['ありがとうございます、ですがカナダはどうですか？', undefined],
  ['Yes but what about Canada?', undefined],
  ['返品したい', undefined],
])('a verdict: %s is %s', (text, verdict) => {
  expect(verdictIn(text)).toBe(verdict)
})

test('greetings and what says nothing are told from questions', () => {
  expect(['こんにちは', 'Hello!', 'hi', 'お世話になっております。'].map(isGreeting)).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect(isGreeting('こんにちは、返品したいです')).toBe(false)
  expect(['', '👍', '…', '!!!'].map(saysNothing)).toEqual([true, true, true, true])
  expect(saysNothing('返品')).toBe(false)
})
