import { calibrate } from '#answers/calibrate.ts'
import { type Curve, decide, type Decision } from '#answers/decide.ts'
import { asked } from '#knowledge/retrieval/asked.ts'
import { indexOf } from '#knowledge/retrieval/index-of.ts'
import { rank } from '#knowledge/retrieval/rank.ts'
import type { AnswerSet } from './answer-sets.ts'

type Row = Record<string, unknown>
const rounded = (value: number) => Number(value.toFixed(4))
const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length

/** How high the right articles stand. */
export function rankingRow({ name, articles, questions }: AnswerSet): Row {
  const index = indexOf(articles)
  const all = questions.map(({ text, right }) => {
    const places = rank(index, asked(index, text), articles.length).flatMap(({ at }, place) =>
      right.has(at) ? [place + 1] : [],
    )
    const first = places[0] ?? Infinity
    return { first, precision: mean([...right].map((_, at) => (at + 1) / (places[at] ?? Infinity))) }
  })
  return {
    set: name,
    articles: articles.length,
    questions: questions.length,
    'R@1': rounded(mean(all.map(({ first }) => (first === 1 ? 1 : 0)))),
    'R@5': rounded(mean(all.map(({ first }) => (first <= 5 ? 1 : 0)))),
    MRR: rounded(mean(all.map(({ first }) => 1 / first))),
    MAP: rounded(mean(all.map(({ precision }) => precision))),
  }
}

type Judged = { decision: Decision; isRight: boolean; isOffered: boolean }

/** What the bot would have done, and how often that was right: as it is, after its first judged answers, and where the answer is missing. */
export function decisionRows(set: AnswerSet): Row[] {
  const index = indexOf(set.articles)
  const judge = (questions: AnswerSet['questions'], curve?: Curve) =>
    questions.map(({ text, right }): Judged => {
      const decision = decide(index, text, curve ? { curve } : {})
      const [first] = decision.ranked
      const isRight = first !== undefined && right.has(first.at)
      return { decision, isRight, isOffered: decision.choices.some(({ at }) => right.has(at)) }
    })
  const learntFrom = set.questions.filter((_, at) => at % 5 === 0)
  const others = set.questions.filter((_, at) => at % 5 !== 0)
  const curve = calibrate(
    judge(learntFrom).map(({ decision, isRight }) => ({ evidence: decision.evidence, isRight })),
  )
  return [
    figures(`${set.name}, general curve`, judge(set.questions)),
    figures(`${set.name}, own curve after ${learntFrom.length} judged answers`, judge(others, curve)),
    figures(`${set.name}, the article that answers taken away`, withoutTheirArticle(set)),
  ]
}

/** In five parts, each asked where its own articles are missing. */
function withoutTheirArticle({ articles, questions }: AnswerSet): Judged[] {
  return [0, 1, 2, 3, 4].flatMap((part) => {
    const index = indexOf(articles.filter((_, at) => at % 5 !== part))
    return questions
      .filter(({ right }) => [...right].every((at) => at % 5 === part))
      .map(({ text }) => ({ decision: decide(index, text), isRight: false, isOffered: false }))
  })
}

function figures(what: string, judged: readonly Judged[]): Row {
  const sorted = judged.toSorted((one, other) => other.decision.confidence - one.decision.confidence)
  const precisionAt = (coverage: number) =>
    rounded(mean(sorted.slice(0, Math.round(sorted.length * coverage)).map((one) => (one.isRight ? 1 : 0))))
  const of = (kind: Decision['kind']) => judged.filter(({ decision }) => decision.kind === kind)
  const share = (some: number, all: number) => (all === 0 ? '–' : rounded(some / all))
  return {
    what,
    'P@10%': precisionAt(0.1),
    'P@20%': precisionAt(0.2),
    'P@50%': precisionAt(0.5),
    'P@100%': precisionAt(1),
    answered: share(of('answer').length, judged.length),
    'right of these': share(of('answer').filter(({ isRight }) => isRight).length, of('answer').length),
    asked: share(of('ask').length, judged.length),
    'right among these': share(of('ask').filter(({ isOffered }) => isOffered).length, of('ask').length),
    'handed over': share(of('hand_over').length, judged.length),
  }
}
