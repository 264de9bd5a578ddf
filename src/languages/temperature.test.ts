import { expect, test } from 'vitest'
import { wantsManager } from './feelings.ts'
import { hottest, tellingPassage, temperatureOf } from './temperature.ts'

test.each([
  ['いつもありがとうございます。配送日を教えてください。', 'calm'],
  ['Hello, could you tell me when the pan ships?', 'calm'],
  ['まだ返事がなく、困っています。', 'displeased'],
  ['I am still waiting and rather disappointed.', 'displeased'],
  ['ふざけるな。いい加減にしてください。', 'angry'],
  ['This is unacceptable, the worst service ever.', 'angry'],
  ['このままなら消費生活センターに相談します。', 'threatening'],
  ['I will call my lawyer and file a chargeback.', 'threatening'],
])('“%s” sounds %s', (text, temperature) => expect(temperatureOf(text)).toBe(temperature))

test.each([
  ['責任者を出してください', true],
  ['上司の方とお話ししたいです', true],
  ['I want to speak to your manager', true],
  ['Please escalate this', true],
  ['担当者に代わってください', false],
  ['Can I talk to a person?', false],
  ['店長おすすめの鍋はどれですか', false],
])('“%s” asks for a manager: %s', (text, does) => expect(wantsManager(text)).toBe(does))

test('the most heated of several is what counts', () => {
  expect(hottest(['calm', 'angry', 'displeased'])).toBe('angry')
  expect(hottest([])).toBe('calm')
})

test('the heated sentences of the most heated message are quoted, and how it began where nothing is heated', () => {
  const messages = [
    { text: 'Thank you. I look forward to it.' },
    { text: 'I ordered a pan. This is unacceptable! The box was fine. I will call my lawyer.' },
    { text: 'Where is my pan? It should be here.' },
  ]
  expect(tellingPassage(messages)).toEqual({
    message: messages[1],
    passage: 'This is unacceptable! I will call my lawyer.',
  })
  expect(tellingPassage(messages.slice(2))?.passage).toBe('Where is my pan? It should be here.')
  expect(tellingPassage([])).toBeUndefined()
  expect(tellingPassage([{ text: '鍋が届きません。ふざけるな。早くして。' }])?.passage).toBe('ふざけるな。')
})
