import { expect, test } from 'vitest'
import { sentenceOf } from './words.ts'

const dueAt = '2026-11-24T03:30:00Z'

test('the customer is told a time on their own clock, which is named where it could be mistaken', () => {
  const told = (language: 'ja' | 'en', zone: string, means: 'reply' | 'call' = 'reply') =>
    sentenceOf({ means, dueAt }, 'made', { language, zone })
  expect(told('ja', 'Asia/Tokyo')).toBe('確認のうえ、11月24日（火）12時30分までにご連絡いたします。')
  expect(told('ja', 'America/New_York', 'call')).toBe(
    '確認のうえ、11月23日（月）22時30分（米国東部時間）までにお電話いたします。',
  )
  expect(told('en', 'America/New_York', 'call')).toBe(
    'We will look into this and call you by Monday, November 23 at 10:30 PM ET.',
  )
})

test('an exact hour is told without minutes in Japanese', () => {
  const sentence = sentenceOf({ means: 'reply', dueAt: '2026-11-24T03:00:00Z' }, 'postponed', {
    language: 'ja',
    zone: 'Asia/Tokyo',
  })
  expect(sentence).toContain('11月24日（火）12時までに改めてご連絡いたします。')
})
