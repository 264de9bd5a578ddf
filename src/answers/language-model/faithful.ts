import { piecesOf } from '#knowledge/retrieval/pieces.ts'
import type { Locale } from '#platform/locale.ts'

const longestShare = 1.5
const longestShort = 300
// How much of what is said must be words of the passage; the rest is what holds a sentence together.
const leastKnown = 0.7

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/gu
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu
const numbers = /\d[\d.,:/-]*/g
const kanjiNumbers =
  /[一二三四五六七八九十百千万億半数]+(?=[つ日週月年円時分秒個件回倍割歳名人枚本点営%％か箇ヶ])/g
const numberWords =
  /\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundreds?|thousands?|half|double|twice|free|always|never|guaranteed?|unlimited)\b/g
const addresses = /(?:https?:\/\/|www\.)\S+|[\w.+-]+@[\w.-]+|\b[\w-]+\.(?:com|net|org|jp|io|example|test)\b/gi
const markup = /[<>{}`\\]|\]\(|\*\*|^#{1,6}\s/m
const negations = {
  en: /\b(?:not|no|never|cannot|without|except|unless|neither|nor)\b|n['’]t\b/gi,
  ja: /ません|ない|なく|なけれ|ず(?=[、にはの])|以外|除[きくい]|不[可要良]|無効|禁止|お断り/g,
}
const orders =
  /\b(?:ignore|disregard|forget)\b.{0,40}\b(?:previous|above|prior|all|instructions?|rules?|passage)\b|\b(?:system|developer) (?:prompt|message)\b|\byou are now\b|\bact as\b|\bjailbreak\b|<\|?(?:system|im_start)|(?:指示|命令|ルール|プロンプト|上記|これまで).{0,20}(?:無視|忘れ|従わ|破棄|開示)|(?:として|になりきって)(?:振る舞|ふるま|答え|回答)|システムプロンプト/is

/** Whether a text speaks to a machine instead of to people. */
export const givesOrders = (text: string): boolean => orders.test(text.normalize('NFKC'))

/**
 * Whether something says only what a passage says, as far as can be told without understanding it. Every check errs towards doubt,
 * because in doubt the passage itself is quoted.
 */
export function isFaithful(said: string, passage: string, locale: Locale): boolean {
  const [mine, source] = [said.normalize('NFKC').trim(), passage.normalize('NFKC')]
  if (mine === '' || markup.test(mine) || /\b(?:UNSURE|as an ai)\b/i.test(mine)) return false
  if (mine.length > Math.max(longestShort, source.length * longestShare)) return false
  return (
    isIn(mine, locale) &&
    holdsAll(figuresIn(mine), figuresIn(source)) &&
    (mine.match(addresses) ?? []).every((one) => source.includes(one.replace(/[.,。、)]+$/, ''))) &&
    namesIn(mine, locale).every((name) => source.toLowerCase().includes(name.toLowerCase())) &&
    saysNoToTheSame(mine, source, locale) &&
    shareKnown(mine, source) >= leastKnown
  )
}

/** Whether a text is in a language: Japanese is known by its kana. */
export function isIn(text: string, locale: Locale): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  if (letters === 0) return false
  if (locale === 'en') return (text.match(japanese)?.length ?? 0) === 0 && /[a-z]{2}/i.test(text)
  return (text.match(kana)?.length ?? 0) / letters > 0.15
}

function figuresIn(text: string): Set<string> {
  const digits = (text.match(numbers) ?? []).map((one) => one.replaceAll(',', '').replace(/[.:/-]+$/, ''))
  return new Set([
    ...digits,
    ...(text.match(kanjiNumbers) ?? []),
    ...(text.toLowerCase().match(numberWords) ?? []),
  ])
}

const holdsAll = (some: ReadonlySet<string>, all: ReadonlySet<string>) =>
  [...some].every((one) => all.has(one))

/** Words that may name something: in Latin letters within Japanese, in katakana, in capitals within an English sentence. */
function namesIn(text: string, locale: Locale): string[] {
  if (locale === 'ja')
    return [
      ...(text.match(/[A-Za-z][\w'’-]*/g) ?? []),
      ...(text.match(/[\p{Script=Katakana}ー]{3,}/gu) ?? []),
    ]
  const within = text.replaceAll(/(?:^|[.!?:]\s+|\n)\s*["“(]?\p{L}[\p{L}'’-]*/gu, (first) =>
    /\p{Lu}.*\p{Lu}/u.test(first) ? first : ' ',
  )
  return (within.match(/\p{Lu}[\p{L}\d'’-]*/gu) ?? []).filter((word) => !/^I(?:['’]\w+)?$/.test(word))
}

/** "You can" out of "you cannot" is made of the passage's words alone, so what is denied is counted. */
function saysNoToTheSame(mine: string, source: string, locale: Locale): boolean {
  const count = (text: string) => text.match(negations[locale])?.length ?? 0
  const [said, stands] = [count(mine), count(source)]
  return stands === 0 ? said === 0 : said > 0 && said <= stands
}

function shareKnown(mine: string, source: string): number {
  const known = piecesOf(source)
  const words = new Set([...known.words, ...known.kana])
  const grams = new Set(known.grams)
  const { words: all, grams: pairs } = piecesOf(mine)
  const total = all.length + pairs.length
  if (total === 0) return 0
  const shared = all.filter((word) => words.has(word) || isSmall.test(word)).length
  return (shared + pairs.filter((pair) => grams.has(pair)).length) / total
}

const isSmall =
  /^(?:[a-z]{1,3}|your?|that|this|with|from|have|will|when|then|they|them|there|their|been|were|also|into|pleas|about|which)$/
