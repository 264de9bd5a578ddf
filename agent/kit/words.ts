import { m } from '#texts'
import { Problem } from '../api.ts'

/** What went wrong, in words for the person: the server's own sentence when it has one. */
export function wordsOf(error: unknown): string {
  if (error instanceof Problem && error.message !== '') return error.message
  if (error instanceof Problem && error.code === 'offline') return m.agent_offline_now()
  return m.agent_went_wrong()
}
