import { join, resolve } from 'node:path'
import { decide } from '#answers/decide.ts'
import { asked } from '#knowledge/retrieval/asked.ts'
import { indexOf } from '#knowledge/retrieval/index-of.ts'
import { passageFor } from '#knowledge/retrieval/passages.ts'
import { rank } from '#knowledge/retrieval/rank.ts'
import { machine, report } from './machine.ts'
import { decisionRows, rankingRow } from './parts/answer-figures.ts'
import { readCovidFaq, readJsquad, readSet } from './parts/answer-sets.ts'
import { manyArticles } from './parts/many-articles.ts'
import { readBitext, readClinc, reasonRow } from './parts/reason-figures.ts'

// How well questions are answered and reasons known, on sets that are not part of the project, and how fast: npm run bench answers [folder]
const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '../../shared/data'))
const begun = machine()

const sets = [
  readSet(folder, 'faq-ja-jsquad/valid-v1.3.json', readJsquad),
  readSet(folder, 'faq-en-covid/query_answer_pairs.json', readCovidFaq),
].filter((set) => set !== undefined)
const ranking = shown(sets.map(rankingRow))
const decisions = shown(sets.flatMap(decisionRows))

const clinc = 'intents-clinc150/data_full.json'
const bitext = (part: string, name: string) =>
  readSet(
    folder,
    `intents-bitext/data/${part}/Bitext_Sample_Customer_Service_${name}_Dataset.csv`,
    readBitext,
  )
const [train, test] = [bitext('train', 'Training'), bitext('test', 'Testing')]
const reasons = shown(
  [
    readSet(folder, clinc, (text) => readClinc(text, false)),
    readSet(folder, clinc, (text) => readClinc(text, true)),
    train && test && { name: 'Bitext', train, test },
  ]
    .filter((set) => set !== undefined)
    .map(reasonRow),
)

report('answers', speed(5_000), {
  ...{ machine: begun, ranking, decisions, reasons },
  bar: {
    JSQuAD: { 'R@1': 0.92, 'R@5': 0.97 },
    CovidFAQ: { MAP: 0.67 },
    CLINC150: { 'in scope': 0.9, 'out of scope': 0.6 },
    'ms p95': 20,
  },
})
await import('./languages.ts')

function shown(rows: Record<string, unknown>[]) {
  console.table(rows)
  return rows
}

function speed(count: number): Record<string, unknown>[] {
  const { articles, questions } = manyArticles(count, 7)
  const before = process.memoryUsage()
  const start = performance.now()
  const index = indexOf(articles)
  const seconds = (performance.now() - start) / 1_000
  const after = process.memoryUsage()
  const used = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers
  console.log(`${count} articles: index in ${seconds.toFixed(1)} s, some ${Math.round(used / 1024 ** 2)} MB`)
  const mistyped = (question: string) => question.replaceAll(/(\w)(\w)(\w{3,})/g, '$2$1$3')
  return [
    ['question to decision', (question: string) => decide(index, question)],
    [
      'search as one types',
      (question: string) => rank(index, asked(index, question.trim(), { isTyping: true }), 20),
    ],
    ['search, every word mistyped', (question: string) => rank(index, asked(index, mistyped(question)), 20)],
    ['passage of an article', (question: string) => passageFor(index, articles[0]?.text ?? '', question)],
  ].map(([what, act]) => ({ what, ...timed(questions, act as (question: string) => unknown) }))
}

function timed(questions: readonly string[], act: (question: string) => unknown) {
  for (const question of questions.slice(0, 100)) act(question)
  const times = questions.map((question) => {
    const start = performance.now()
    act(question)
    return performance.now() - start
  })
  times.sort((one, other) => one - other)
  const at = (share: number) => Number((times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(2))
  return { 'ms p50': at(0.5), 'ms p95': at(0.95), 'ms p99': at(0.99) }
}
