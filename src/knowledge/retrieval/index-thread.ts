import { answerAsThread } from '#platform/thread.ts'
import { type CutText, openWriter } from './index-of.ts'
import { type PackedIndex, packIndex } from './packed.ts'
import type { Indexed } from './text-index.ts'

/** One index of a brand, by the numbers of its texts, and those texts that this thread may not have met. */
export type IndexWanted = { list: string; texts: readonly number[]; fresh: ReadonlyMap<number, Indexed> }
/** The index; or which texts were not among the fresh ones and are not known. */
export type IndexMade = { packed: PackedIndex } | { unknown: number[] }

const writer = openWriter()
const known = new Map<number, CutText>()
const lists = new Map<string, readonly number[]>()

/**
 * Makes an index of many texts while the process goes on answering. Cutting them takes seconds, so what was cut is kept as long as one
 * of the brand's indexes has it: when one article is published, one is cut.
 */
answerAsThread(({ list, texts, fresh }: IndexWanted) => {
  for (const [number, text] of fresh) known.set(number, writer.cut(text))
  const unknown = texts.filter((number) => !known.has(number))
  if (unknown.length > 0) return { answer: { unknown } satisfies IndexMade }
  lists.set(list, texts)
  const wanted = new Set([...lists.values()].flat())
  for (const number of known.keys()) if (!wanted.has(number)) known.delete(number)
  const { packed, hand } = packIndex(writer.write(texts.flatMap((number) => known.get(number) ?? [])))
  return { answer: { packed } satisfies IndexMade, hand }
})
