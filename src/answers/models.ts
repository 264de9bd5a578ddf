import type { Database } from '#platform/database.ts'
import type { Logger } from '#platform/log.ts'
import { type Meaning, openMeaning } from './embeddings/meaning.ts'
import { rewordBy } from './language-model/reword.ts'
import type { Reword } from './talk/say.ts'

/** An endpoint that speaks as OpenAI's does, and the names of what it is asked for. */
export type Models = {
  url: string
  key: string | undefined
  embedding: string | undefined
  language: string | undefined
}

/** What the operator's models do for the bot; without any, nothing, and it is the bot it was. */
export function openModels(
  db: Database,
  models: Models | undefined,
  log: Pick<Logger, 'warn'>,
): { meaning?: Meaning; reword?: Reword } {
  if (!models) return {}
  const { url, key, embedding, language } = models
  return {
    ...(embedding && { meaning: openMeaning(db, { url, key, model: embedding }, log) }),
    ...(language && { reword: rewordBy({ url, key, model: language }, log) }),
  }
}
