import { m } from '#texts'
import { Problem } from '../api.ts'

/** What went wrong, in words for the person: the server's own sentence when it has one. */
export function wordsOf(error: unknown): string {
  if (error instanceof Problem && error.message !== '') return error.message
  if (error instanceof Problem && error.code === 'offline') return m.agent_offline_now()
  return m.agent_went_wrong()
}

/** What is wrong with one field of a form; a field inside another is named by its last word or by its whole path. */
export function mistakeAt(problem: Problem | null | undefined, field: string): string | undefined {
  if (!problem) return undefined
  const mistake = mistakesIn(problem).find((one) => isSame(one.field, field))
  return mistake?.message ?? (isSame(problem.field, field) ? wordsOf(problem) : undefined)
}

/** What is wrong besides these fields, to be said below the form. */
export function mistakesBesides(problem: Problem | undefined, fields: string[]): string | undefined {
  if (!problem) return undefined
  const isShown = (at: string | undefined) => fields.some((field) => isSame(at, field))
  const mistakes = mistakesIn(problem)
  const others = mistakes.filter((one) => !isShown(one.field))
  if (others.length > 0) return others.map((one) => `${one.field}: ${one.message}`).join(' ')
  return mistakes.length > 0 || isShown(problem.field) ? undefined : wordsOf(problem)
}

type Mistake = { field: string; message: string }

function mistakesIn(problem: Problem): Mistake[] {
  const { errors } = problem.more
  return Array.isArray(errors) ? (errors as Mistake[]) : []
}

const isSame = (at: string | undefined, field: string) => at === field || at?.endsWith(`.${field}`) === true
