import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

type Model = {
  detect(text: string): { language: string; isReliable(): boolean; getScores(): Record<string, number> }
}

let model: Model | undefined

/**
 * The n-gram model for scripts that many languages share, loaded when the first such text comes and not at the start: it takes
 * about 0.3 s and 60 MB. Required and not imported, because a text must be judged at once, within its transaction.
 */
export function wordsModel(): Model {
  if (!model) {
    const require = createRequire(import.meta.url)
    model = (require(fileURLToPath(import.meta.resolve('eld/small'))) as { eld: Model }).eld
  }
  return model
}
