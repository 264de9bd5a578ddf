import type { TextIndex } from '#knowledge/retrieval/index-of.ts'
import type { Ranked } from '#knowledge/retrieval/rank.ts'
import { type Evidence, find } from './evidence.ts'

/** Answer with the first article; ask which of up to three is meant; or leave it to a person. */
export type Decision = {
  kind: 'answer' | 'ask' | 'hand_over'
  /** How likely the first article answers the question. */
  confidence: number
  /** The articles to ask between; empty unless `kind` is `ask`. */
  choices: Ranked[]
  ranked: Ranked[]
}

/** How evidence becomes a likelihood: a logistic curve. */
export type Curve = { base: number; lead: number; cover: number }

// Fitted on JSQuAD and CovidFAQ together, each as often with as without the article that answers; each alone is far surer of itself.
export const priorCurve: Curve = { base: -2.1, lead: 9.8, cover: 1.6 }
const curveOfThree: Curve = { base: -2.2, lead: 8, cover: 1.9 }

// A wrong answer costs more than a question back, and that more than a person's minute.
const sureEnough = 0.8
const likelyAmongThree = 0.5
// What is longer tells a story, which a person should read.
const longestQuestion = 2_000

/** What to do about a question, given the texts that may be quoted. The brand's own `curve` comes from `calibrate`. */
export function decide(index: TextIndex, question: string, most = 20, curve: Curve = priorCurve): Decision {
  const { ranked, evidence } = find(index, question.slice(0, longestQuestion), most)
  if (ranked.length === 0) return { kind: 'hand_over', confidence: 0, choices: [], ranked }
  const confidence = likelihood(curve, evidence)
  if (question.length > longestQuestion) return { kind: 'hand_over', confidence, choices: [], ranked }
  if (confidence >= sureEnough) return { kind: 'answer', confidence, choices: [], ranked }
  const amongThree = likelihood(curveOfThree, { ...evidence, lead: evidence.leadOfThree })
  if (amongThree < likelyAmongThree || ranked.length < 2)
    return { kind: 'hand_over', confidence, choices: [], ranked }
  return { kind: 'ask', confidence, choices: ranked.slice(0, 3), ranked }
}

export function likelihood({ base, lead, cover }: Curve, evidence: Pick<Evidence, 'lead' | 'cover'>): number {
  return 1 / (1 + Math.exp(-(base + lead * evidence.lead + cover * evidence.cover)))
}
