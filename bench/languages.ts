import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { detectLanguage } from '#languages/detect.ts'
import { machine, report } from './machine.ts'

// Share of short texts whose language is found, on corpora that are not part of the project: npm run bench languages [folder]
const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '../../shared/data'))
const languages = ['ja', 'en', 'zh', 'ko', 'es', 'fr', 'de']
if (!existsSync(join(folder, 'language-lingua'))) {
  console.warn(`SKIPPED: there is no language-lingua in ${folder}; name the folder that holds it.`)
  process.exit(0)
}

const linesOf = (file: string) => readFileSync(join(folder, file), 'utf8').trim().split('\n')
const share = (texts: string[], code: string) => {
  const found = texts.filter((text) => detectLanguage(text).code === code).length
  return Number(((100 * found) / texts.length).toFixed(1))
}

const rows: Record<string, unknown>[] = []
for (const kind of ['single-words', 'word-pairs', 'sentences']) {
  const shares = languages.map((code) =>
    share(linesOf(`language-lingua/language-models/${code}/testdata/${kind}.txt`), code),
  )
  const all = Number((shares.reduce((sum, one) => sum + one, 0) / shares.length).toFixed(1))
  rows.push({ kind, ...Object.fromEntries(languages.map((code, at) => [code, shares[at]])), all })
}
const tweets = linesOf('language-tweets/tweets.txt').map((line) => line.split('\t'))
const ofTweets = languages.map((code) => tweets.filter(([one]) => one === code).map(([, text]) => text ?? ''))
rows.push({
  kind: 'tweets',
  ...Object.fromEntries(
    languages.flatMap((code, at) => (ofTweets[at]?.length ? [[code, share(ofTweets[at], code)]] : [])),
  ),
})
report('languages', rows, {
  machine: machine(),
  bar: { 'single-words': 90.5, 'word-pairs': 97.7, tweets: 99.9 },
})
