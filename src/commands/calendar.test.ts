import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u
const week = { fri: [['09:00', '18:00']], tue: [['09:00', '18:00']] }
const tokyo = { zone: 'Asia/Tokyo', week, closed: ['2026-11-24'] }

const calendarDue = (language: string, ...lines: unknown[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, '../main.ts'), 'calendar', 'due'], {
    encoding: 'utf8',
    input: lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
    env: { ...process.env, LC_ALL: language },
  })

test('a calendar says when minutes are due, on its own clock, and how many were open between two moments', () => {
  const { stdout, status } = calendarDue(
    'C',
    { calendar: tokyo, from: '2026-11-20T08:30:00Z', minutes: 60 },
    { calendar: tokyo, from: '2026-11-20T17:30', minutes: 0.5 },
    { calendar: tokyo, from: '2026-11-20T00:00:00+09:00', to: '2026-11-25T00:00:00+09:00' },
    '',
    {
      calendar: { zone: 'UTC', open: [{ date: '2026-01-05', intervals: [['09:00', '10:00']] }] },
      from: '2026-02-01T00:00Z',
      minutes: 1,
    },
  )
  expect(stdout.trim().split('\n')).toEqual([
    '{"due":"2026-11-27T09:30:00+09:00"}',
    '{"due":"2026-11-20T17:30:30+09:00"}',
    '{"minutes":540}',
    '{"due":null}',
  ])
  expect(status).toBe(0)
})

test.each([
  [
    'a zone nobody knows',
    { calendar: { ...tokyo, zone: 'Asia/Edo' }, from: '2026-11-20T08:30Z', minutes: 1 },
    { field: 'calendar.zone', code: 'no_such_time_zone' },
  ],
  [
    'a calendar that never opens',
    { calendar: { ...tokyo, week: {} }, from: '2026-11-20T08:30Z', minutes: 1 },
    { field: 'calendar', code: 'never_open' },
  ],
  [
    'a moment that is none',
    { calendar: tokyo, from: 'tomorrow', minutes: 1 },
    { field: 'from', code: 'no_moment' },
  ],
  [
    'time that runs backwards',
    { calendar: tokyo, from: '2026-11-20T08:30Z', to: '2026-11-19T08:30Z' },
    { field: 'to', code: 'ends_before_it_begins' },
  ],
  [
    'a question that asks two things',
    { calendar: tokyo, from: '2026-11-20T08:30Z', to: '2026-11-21T08:30Z', minutes: 5 },
    { field: '', code: 'minutes_or_to' },
  ],
  ['something that is no JSON', '{', { field: '', code: 'not_json' }],
])(
  '%s is answered in its place and said with its line, in the reader’s language, and the others go on',
  (_, wrong, error) => {
    const right = { calendar: tokyo, from: '2026-11-20T08:30:00Z', minutes: 1 }
    const due = { due: '2026-11-20T17:31:00+09:00' }
    const answered = (language: string) => {
      const { stdout, stderr, status } = calendarDue(language, right, wrong, right)
      expect(status).toBe(65)
      return {
        stderr,
        lines: stdout
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line)),
      }
    }
    const [ja, en] = [answered('ja_JP.UTF-8'), answered('en_US.UTF-8')]
    expect(en.lines).toEqual([due, { error: { line: 2, ...error, message: expect.any(String) } }, due])
    expect(ja.lines[1].error.message).toMatch(japanese)
    expect(en.lines[1].error.message).not.toMatch(japanese)
    expect(ja.stderr).toMatch(/2\s*行目/)
  },
)
