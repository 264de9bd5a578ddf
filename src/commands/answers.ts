import { z } from 'zod'
import { decide } from '#answers/decide.ts'
import { indexOf } from '#knowledge/retrieval/index-of.ts'
import type { Indexed, TextIndex } from '#knowledge/retrieval/text-index.ts'
import { detectLanguage } from '#languages/detect.ts'
import { terminalLocale } from '#platform/cannot-start.ts'
import { readJsonLines, WrongFile, wrongLine } from './json-lines.ts'
import { readOptions } from './options.ts'
import { print, printedRatio } from './print-lines.ts'
import { wrongUse } from './usages.ts'

const id = z.union([z.string().min(1), z.number()])
const articleSchema = z.object({
  id,
  language: z.string().optional(),
  title: z.string().default(''),
  body: z.string().default(''),
  keywords: z.array(z.string()).default([]),
})
const questionSchema = z.object({ id, language: z.string().optional(), text: z.string() })

type Id = z.infer<typeof id>
type Shelf = { ids: Id[]; texts: Indexed[] }
type Books = { ids: Id[]; index: TextIndex }

const most = 20

/** `answers rank`: what the bot would do with each question, had it these articles. Needs no database. */
export async function run([verb, ...args]: string[], env: NodeJS.ProcessEnv): Promise<number> {
  if (verb !== 'rank') throw wrongUse('answers', verb ?? 'rank')
  const { articles, questions } = readOptions(args, 'answers', ['articles', 'questions'])
  try {
    await rankAll(articles, questions)
    return 0
  } catch (error) {
    if (!(error instanceof WrongFile)) throw error
    process.stderr.write(`${error.say(terminalLocale(env))}\n`)
    return error.exitCode
  }
}

async function rankAll(articlesFile: string, questionsFile: string): Promise<void> {
  const shelves = await shelvesOf(articlesFile)
  const questions = await readJsonLines(questionsFile, questionSchema)
  const books = new Map<string, Books>()
  for (const [language, { ids, texts }] of shelves) books.set(language, { ids, index: indexOf(texts) })
  for (const { value } of questions) {
    const { ids, decision } = decideIn(books, languageOf(value.language, value.text), value.text)
    await print({
      id: value.id,
      ranked: decision.ranked.map(({ at, score }) => ({ id: ids[at], score: Number(score.toFixed(6)) })),
      decision: decision.kind,
      confidence: printedRatio(decision.confidence),
    })
  }
}

/** Articles by their language. */
async function shelvesOf(file: string): Promise<Map<string, Shelf>> {
  const shelves = new Map<string, Shelf>()
  const known = new Set<string>()
  for (const { line, value } of await readJsonLines(file, articleSchema)) {
    const { title, body, keywords } = value
    const language = languageOf(value.language, `${title}\n${body}`)
    const key = JSON.stringify([language, value.id])
    if (known.has(key)) throw wrongLine(file, line, `id ${value.id} (${language}): twice`)
    known.add(key)
    const shelf = shelves.get(language) ?? { ids: [], texts: [] }
    shelves.set(language, shelf)
    shelf.ids.push(value.id)
    shelf.texts.push({ title, keywords, text: body })
  }
  return shelves
}

/** In the question's language; where that has nothing to say, in another that has. */
function decideIn(books: ReadonlyMap<string, Books>, language: string, question: string) {
  const own = books.get(language)
  const others = [...books].filter(([other]) => other !== language).map(([, one]) => one)
  const tried = [...(own ? [own] : []), ...others].map(({ ids, index }) => ({
    ids,
    decision: decide(index, question, { most }),
  }))
  const found = tried.find(({ decision }) => decision.ranked.length > 0) ?? tried[0]
  return found ?? { ids: [], decision: { kind: 'hand_over' as const, confidence: 0, ranked: [] } }
}

/** `ja-JP` is `ja`; where none is said, what the text itself tells. */
function languageOf(said: string | undefined, text: string): string {
  return said?.trim().toLowerCase().split(/[-_]/)[0] || detectLanguage(text).code
}
