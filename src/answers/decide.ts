import type { TextIndex } from '#knowledge/retrieval/text-index.ts'
import type { Ranked } from '#knowledge/retrieval/rank.ts'
import { type Evidence, find } from './evidence.ts'

/** Answer with the first article; ask which of up to three is meant; or leave it to a person. */
export type Decision = {
  kind: 'answer' | 'ask' | 'hand_over'
  /** How likely the first article answers the question. */
  confidence: number
  /** What the confidence rests on, to be kept: `calibrate` learns from it once the answer is judged. */
  evidence: Evidence
  /** The articles to ask between; empty unless `kind` is `ask`. */
  choices: Ranked[]
  ranked: Ranked[]
}

/** How evidence becomes a likelihood: a logistic curve. */
export type Curve = { base: number; lead: number; cover: number }

/** How sure a brand wants its bot to be. */
export type Certainty = 'careful' | 'usual' | 'bold'

export type Settings = {
  /** How many articles are ranked. */
  most?: number
  /** The brand's own, from `calibrate`. */
  curve?: Curve
  synonyms?: readonly (readonly string[])[]
  certainty?: Certainty
  /** Leaves out what this customer must not see, such as articles for other countries. */
  isShown?: (at: number) => boolean
}

// Fitted on JSQuAD and CovidFAQ together, each as often with as without the article that answers; each alone is far surer of itself.
export const priorCurve: Curve = { base: -2.1, lead: 9.8, cover: 1.6 }
const curveOfThree: Curve = { base: -2.2, lead: 8, cover: 1.9 }

// A wrong answer costs more than a question back, and that more than a person's minute.
const least: Record<Certainty, { sure: number; amongThree: number }> = {
  careful: { sure: 0.9, amongThree: 0.55 },
  usual: { sure: 0.8, amongThree: 0.38 },
  bold: { sure: 0.65, amongThree: 0.28 },
}
// One common word leads before nothing, and is no answer: what a share price is (株価はいくらですか) is not what shipping costs.
const leastCover = 0.15
// Nor is an article about something else, however much in letters is about anything: "tell me a joke" asks for no item that is told of.
const leastTold = 1 / 3
const mostChoices = 3
// What is longer tells a story, which a person should read.
const longestQuestion = 2_000

/** What to do about a question, given the texts that may be quoted. */
export function decide(index: TextIndex, question: string, settings: Settings = {}): Decision {
  const { most = 20, curve = priorCurve, synonyms = [], certainty = 'usual', isShown } = settings
  const { ranked, evidence, told } = find(index, question.slice(0, longestQuestion), {
    most,
    synonyms,
    isShown,
  })
  const isStory = question.length > longestQuestion
  const confidence = ranked.length === 0 || isStory ? 0 : likelihood(curve, evidence)
  const decided = (kind: Decision['kind'], choices: Ranked[] = []) => ({
    kind,
    confidence,
    evidence,
    choices,
    ranked,
  })
  if (ranked.length === 0 || isStory) return decided('hand_over')
  const isAnswered = confidence >= least[certainty].sure && evidence.cover >= leastCover && told >= leastTold
  if (isAnswered) return decided('answer')
  const amongThree = likelihood(curveOfThree, { ...evidence, lead: evidence.leadOfThree })
  if (amongThree < least[certainty].amongThree || ranked.length < 2) return decided('hand_over')
  return decided('ask', ranked.slice(0, mostChoices))
}

export function likelihood({ base, lead, cover }: Curve, evidence: Pick<Evidence, 'lead' | 'cover'>): number {
  return 1 / (1 + Math.exp(-(base + lead * evidence.lead + cover * evidence.cover)))
}
