import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Indexed } from '#knowledge/retrieval/text-index.ts'

/** Articles and what was asked, each with the places of the articles that answer it. */
export type AnswerSet = {
  name: string
  articles: Indexed[]
  questions: { text: string; right: ReadonlySet<number> }[]
}

/** `undefined`, and said so, when the set is not there: the sets of others are not part of the project. */
export function readSet<Set>(folder: string, file: string, read: (text: string) => Set): Set | undefined {
  const path = join(folder, file)
  if (existsSync(path)) return read(readFileSync(path, 'utf8'))
  console.warn(`SKIPPED: there is no ${file} in ${folder}; name the folder that holds it.`)
  return undefined
}

type Squad = {
  data: { title: string; paragraphs: { context: string; qas: { question: string }[] }[] }[]
}

/** Each paragraph is an article, as its encyclopedia's title and the text after it. */
export function readJsquad(text: string): AnswerSet {
  const { data }: Squad = JSON.parse(text)
  const articles: Indexed[] = []
  const questions: AnswerSet['questions'] = []
  for (const { title, paragraphs } of data) {
    for (const { context, qas } of paragraphs) {
      const right = new Set([articles.length])
      const body = context.split('[SEP]').slice(1).join(' ').trim()
      articles.push({ title, keywords: [], text: body || context })
      for (const { question } of qas) questions.push({ text: question, right })
    }
  }
  return { name: 'JSQuAD', articles, questions }
}

type Pair = { query_type: string; question: string; answer: string }

/** What users asked goes with every question of the list that has the same answer. */
export function readCovidFaq(text: string): AnswerSet {
  const pairs: Pair[] = JSON.parse(text)
  const listed = pairs.filter((pair) => pair.query_type === 'faq')
  const places = (answer: string) =>
    new Set(listed.flatMap((pair, at) => (pair.answer === answer ? [at] : [])))
  return {
    name: 'CovidFAQ',
    articles: listed.map((pair) => ({ title: pair.question, keywords: [], text: pair.answer })),
    questions: pairs
      .filter((pair) => pair.query_type !== 'faq')
      .map((pair) => ({ text: pair.question, right: places(pair.answer) })),
  }
}
