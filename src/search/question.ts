import { findPhrase, fold, type Phrase, type Run, runsOf, toPhrase } from '#platform/search-text.ts'
import { type Filters, filterNames, noFilters, readFilter } from './filters.ts'

/** What somebody asks for: phrases that must all be there, phrases that must not, and what narrows it. */
export type Question = {
  wanted: Phrase[]
  unwanted: Phrase[]
  filters: Filters
  /** Filters that were not understood, as typed. */
  ignored: string[]
}

const part = new RegExp(
  String.raw`(?<=^|\s)(?<minus>[-－−])?(?:(?<name>${filterNames.join('|')})[:：]\s*)?` +
    String.raw`(?:"(?<straight>[^"]*)"?|[“”](?<curly>[^“”]*)[“”]?|「(?<corner>[^」]*)」?|(?<plain>\S+))`,
  'giu',
)

/** Reads what was typed. Words that are no known filter stand for themselves, also with a colon in them. */
export function readQuestion(typed: string, timeZone: string): Question {
  const question: Question = { wanted: [], unwanted: [], filters: noFilters(), ignored: [] }
  for (const match of typed.matchAll(part)) {
    const { minus, name, straight, curly, corner, plain } = match.groups ?? {}
    const value = straight ?? curly ?? corner ?? plain ?? ''
    if (name) {
      if (minus || !readFilter(question.filters, name, value, timeZone))
        question.ignored.push(match[0].trim())
      continue
    }
    const phrase = toPhrase(value)
    if (phrase) (minus ? question.unwanted : question.wanted).push(phrase)
  }
  return question
}

/** The texts of one message, folded and cut into runs once for all that is asked of them. */
export type Read = Run[][]

export function readTexts(texts: readonly string[]): Read {
  return texts.filter((text) => text !== '').map((text) => runsOf(fold(text)))
}

/** Whether texts hold all that is wanted and nothing that is not: the one rule of what a hit is. */
export function answers(question: Pick<Question, 'wanted' | 'unwanted'>, texts: Read): boolean {
  return (
    question.wanted.every((phrase) => holds(texts, phrase)) &&
    !question.unwanted.some((phrase) => holds(texts, phrase))
  )
}

export function holds(texts: Read, phrase: Phrase): boolean {
  return texts.some((runs) => findPhrase(runs, phrase).length > 0)
}
