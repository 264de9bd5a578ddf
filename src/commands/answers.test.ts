import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'engawa-answers-'))
afterAll(() => rmSync(folder, { recursive: true }))

const main = join(import.meta.dirname, '../main.ts')
function file(name: string, ...lines: unknown[]): string {
  const path = join(folder, name)
  writeFileSync(
    path,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  )
  return path
}
const engawa = (language: string, ...args: string[]) =>
  spawnSync(process.execPath, [main, ...args], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: language },
  })
const linesOf = (...args: string[]) =>
  execFileSync(process.execPath, [main, ...args], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

const articles = file(
  'articles.jsonl',
  '\uFEFF{"id":"returns","language":"en","title":"How do I return an item?","body":"Within 30 days."}',
  { id: 'arrival', language: 'en', title: 'When will my order arrive?', body: 'Within five days.' },
  '',
  { id: 'returns', language: 'ja', title: '返品するには', body: '30日以内であれば返品いただけます。' },
)

test('each question gets its articles, a decision and a confidence, in its own language', () => {
  const questions = file(
    'questions.jsonl',
    { id: 1, language: 'en', text: 'how can i return an item' },
    { id: 2, language: 'ja', text: '返品したいです' },
    { id: 3, language: 'ja', text: '' },
    { id: 4, language: 'ja-JP', text: 'return an item' },
  )
  const [first, second, third, fourth] = linesOf(
    'answers',
    'rank',
    '--articles',
    articles,
    '--questions',
    questions,
  )
  expect(first).toMatchObject({ id: 1, decision: 'answer', ranked: [{ id: 'returns' }] })
  expect(first.confidence).toBeGreaterThan(0.8)
  expect(second).toMatchObject({ id: 2, decision: 'answer', ranked: [{ id: 'returns' }] })
  expect(third).toEqual({ id: 3, ranked: [], decision: 'hand_over', confidence: 0 })
  expect(fourth.ranked[0].id).toBe('returns')
})

test('a line that is wrong is named with its number, in the language of the terminal', () => {
  const wrong = file('wrong.jsonl', { id: 1, text: 'fine' }, '{"id":')
  const said = engawa('en_GB.UTF-8', 'answers', 'rank', '--articles', articles, '--questions', wrong)
  expect(said.status).toBe(65)
  expect(said.stderr).toContain('wrong.jsonl, line 2:')
  expect(
    engawa('ja_JP.UTF-8', 'answers', 'rank', '--articles', articles, '--questions', wrong).stderr,
  ).toContain('2行目')
  const twice = file(
    'twice.jsonl',
    { id: 1, language: 'en', title: 'a' },
    { id: 1, language: 'en', title: 'b' },
  )
  expect(engawa('en', 'answers', 'rank', '--articles', twice, '--questions', articles).status).toBe(65)
  const noText = file('no-text.jsonl', { id: 1 })
  expect(engawa('en', 'answers', 'rank', '--articles', articles, '--questions', noText).stderr).toContain(
    'text',
  )
})

test('a file that is not there and a command written wrongly end each in its own way', () => {
  const missing = join(folder, 'missing.jsonl')
  expect(engawa('en', 'answers', 'rank', '--articles', missing, '--questions', articles).status).toBe(66)
  expect(engawa('en', 'answers', 'rank', '--articles', articles).status).toBe(64)
  expect(engawa('en', 'answers', 'sort').status).toBe(64)
  expect(engawa('en', 'reasons', 'evaluate', '--train', articles).status).toBe(64)
  expect(engawa('ja', 'answers', '--help').stdout).toContain('引き継ぎ')
})

test('reasons are learnt from one file and tried on another, with a summary at the end', () => {
  const train = file(
    'train.jsonl',
    ...['where is my parcel', 'when does my order arrive', 'the parcel is late'].map((text) => ({
      text,
      label: 'shipping',
    })),
    ...['i want to return this', 'how do i send it back', 'return a pan'].map((text) => ({
      text,
      label: 'return',
    })),
  )
  const tried = file(
    'test.jsonl',
    { text: 'where is the parcel', label: 'shipping' },
    { text: '🎉', label: 'oos' },
  )
  const lines = linesOf('reasons', 'evaluate', '--train', train, '--test', tried)
  expect(lines[0]).toMatchObject({ nearest: { label: 'shipping' } })
  expect(lines[1]).toMatchObject({ label: 'oos', probability: 1 })
  expect(lines[2].summary).toMatchObject({ lines: 2, inScope: 1, outOfScope: 1, outOfScopeRecall: 1 })
})
