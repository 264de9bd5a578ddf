import { expect, test } from 'vitest'
import { inWords, type Told } from './in-words.ts'

const hour = 3_600_000
const at = new Date('2026-11-24T09:00:00Z')
const clocks = { zones: ['Asia/Tokyo', 'America/Los_Angeles'], at }
const runs: Told = {
  kind: 'first',
  counts: 'business',
  leftMs: 80 * 60_000,
  due: new Date('2026-11-25T01:20:00Z'),
  pausedAt: null,
  pausedFor: null,
  stoodMs: 0,
  endedAt: null,
  isDropped: false,
  isBreached: false,
}

test.each<[string, Partial<Told>, string, string]>([
  [
    'runs',
    {},
    'First reply: 1 h 20 m of working time left, due tomorrow 10:20 in Tokyo, today 17:20 in Los Angeles.',
    '初回返信：残り1時間20分（対応時間）、期限は明日 10:20（日本標準時）、今日 17:20（米国太平洋時間）です。',
  ],
  [
    'stands, and has stood before',
    { pausedAt: new Date(at.getTime() - 3 * hour), pausedFor: 'pending_client', stoodMs: hour },
    'First reply: paused 3 h, waiting for the client; 1 h 20 m of working time left. If it goes on now, due tomorrow 10:20 in Tokyo, today 17:20 in Los Angeles. Paused for 1 h before that.',
    '初回返信：クライアント確認中のため3時間停止しています。残り1時間20分（対応時間）、いま再開すると期限は明日 10:20（日本標準時）、今日 17:20（米国太平洋時間）です。それまでに合計1時間停止していました。',
  ],
  [
    'is over',
    { due: new Date('2026-11-24T08:15:00Z') },
    'First reply: overdue by 45 m; was due today 17:15 in Tokyo, 00:15 in Los Angeles.',
    '初回返信：期限を45分過ぎています。期限は今日 17:15（日本標準時）、0:15（米国太平洋時間）でした。',
  ],
  [
    'never comes',
    { due: null },
    'First reply: nobody is ever there, so there is no deadline. Look at the working hours.',
    '初回返信：対応時間が1つもないため、期限がありません。対応カレンダーを確認してください。',
  ],
  ['was kept', { endedAt: at }, 'First reply: done in time.', '初回返信：期限内に完了しました。'],
  [
    'was missed',
    { endedAt: at, isBreached: true },
    'First reply: done, past its time.',
    '初回返信：期限を過ぎて完了しました。',
  ],
  [
    'came to nothing',
    { endedAt: at, isDropped: true },
    'First reply: ended without being needed.',
    '初回返信：対応の必要がなくなり、終了しました。',
  ],
])('a deadline that %s is told in words, on both clocks', (_, told, en, ja) => {
  expect(inWords({ ...runs, ...told }, { ...clocks, locale: 'en' })).toBe(en)
  expect(inWords({ ...runs, ...told }, { ...clocks, locale: 'ja' })).toBe(ja)
})

test('where “tomorrow” is another day on the other clock, that one is named by its date', () => {
  const told = { ...runs, due: new Date('2026-11-23T19:00:00Z') }
  const clock = {
    zones: ['Asia/Tokyo', 'America/Toronto', 'Asia/Seoul'],
    at: new Date('2026-11-23T04:20:00Z'),
  }
  expect(inWords(told, { ...clock, locale: 'en' })).toBe(
    'First reply: 1 h 20 m of working time left, due tomorrow 04:00 in Tokyo, Mon, Nov 23 14:00 in Toronto, 04:00 in Seoul.',
  )
  expect(inWords(told, { ...clock, locale: 'ja' })).toBe(
    '初回返信：残り1時間20分（対応時間）、期限は明日 4:00（日本標準時）、11月23日(月) 14:00（米国東部時間）、4:00（韓国標準時）です。',
  )
})
