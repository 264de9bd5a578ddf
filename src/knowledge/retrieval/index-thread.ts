import { answerAsThread } from '#platform/thread.ts'
import { type Indexed, indexOf } from './index-of.ts'
import { packIndex } from './packed.ts'

/** Makes an index of many texts, which takes seconds, while the process goes on answering. */
answerAsThread((texts: Indexed[]) => {
  const { packed, hand } = packIndex(indexOf(texts))
  return { answer: packed, hand }
})
