import { answerAsThread } from '#platform/thread.ts'
import { packedIndexOf } from './packed.ts'
import type { Indexed } from './text-index.ts'

/** Makes an index of many texts, which takes seconds, while the process goes on answering. */
answerAsThread((texts: Indexed[]) => {
  const { packed, hand } = packedIndexOf(texts)
  return { answer: packed, hand }
})
