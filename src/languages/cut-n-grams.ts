import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inEld, nGramsFile } from './n-grams-file.ts'

// Those that share their letters with another language and in which customers of shops write. A language left out here is taken for
// its neighbour, so neighbours that are easily confused (Norwegian and Danish, Ukrainian and Russian) come together.
const kept = new Set(
  'ar bg ca cs da de el en es fa fi fr he hi hr hu it ms nl no pl pt ro ru sk sr sv th tl tr uk ur vi'.split(
    ' ',
  ),
)

type NGrams = {
  type: string
  languages: Record<string, string>
  ngrams: Record<string, Record<string, number>>
}

/**
 * Keeps of eld's large n-grams those of the languages above, numbered anew. All sixty languages take 440 MB of memory, since a
 * table per n-gram is as long as its highest number; these take 70, less than the small n-grams of all sixty.
 */
async function cutNGrams() {
  const path = pathToFileURL(inEld('ngrams/large.js')).href
  const { ngramsData: all } = (await import(path)) as { ngramsData: NGrams }
  const numbers = Object.keys(all.languages).filter((number) => kept.has(all.languages[number] ?? ''))
  const cut: NGrams = {
    type: all.type,
    languages: Object.fromEntries(numbers.map((number, at) => [at, all.languages[number] ?? ''])),
    ngrams: {},
  }
  for (const [nGram, scores] of Object.entries(all.ngrams)) {
    const few = numbers.flatMap((number, at) => (scores[number] === undefined ? [] : [[at, scores[number]]]))
    if (few.length > 0) cut.ngrams[nGram] = Object.fromEntries(few) as Record<string, number>
  }
  mkdirSync(dirname(nGramsFile), { recursive: true })
  // Moved into its place whole: another process may be reading it.
  const fresh = `${nGramsFile}.${process.pid}`
  writeFileSync(fresh, JSON.stringify(cut))
  renameSync(fresh, nGramsFile)
}

await cutNGrams()
