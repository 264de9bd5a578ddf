import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { inEld, nGramsFile } from './n-grams-file.ts'

type Model = {
  detect(text: string): { language: string; isReliable(): boolean; getScores(): Record<string, number> }
}

let model: Model | undefined

/**
 * The n-gram model for scripts that many languages share, loaded when the first such text comes and not at the start: it takes
 * about 0.3 s and 70 MB. Required and not imported, because a text must be judged at once, within its transaction.
 */
export function wordsModel(): Model {
  if (!model) {
    const require = createRequire(import.meta.url)
    const { createEld } = require(inEld('languageDetector.js')) as {
      createEld(): { instance: Model; loadData(data: unknown): void }
    }
    const { instance, loadData } = createEld()
    loadData(JSON.parse(readFileSync(nGramsFile, 'utf8')))
    model = instance
  }
  return model
}
