import { postingsOf, type TextIndex } from './text-index.ts'
import { type Pieces, piecesOf } from './pieces.ts'
import { type Vocabulary, vocabularyOf, wordsFrom, wordsNear } from './vocabulary.ts'

/** What is looked for: pieces as they stand, and others of which any will do. */
export type Asked = { pieces: Pieces; choices: readonly Choice[] }

/** Of several ways to say the same a text counts by the one it says best. */
export type Choice = readonly { pieces: Pieces; share: number }[]

export type How = {
  /** Groups of words that mean the same to the brand's customers. */
  synonyms?: readonly (readonly string[])[]
  /** The last word may go on. */
  isTyping?: boolean
}

const nothing: Pieces = { words: [], pairs: [], grams: [], kana: [] }
// What was not said counts less than what was.
const synonymShare = 0.9
const continuedShare = 0.8
const mistypedShare = 0.7
const mostContinued = 12
const mostMistyped = 5
// A question that needs more help than this is a list of words.
const mostGroups = 8
const isOpenEnd = /[\p{L}\p{N}]$/u

/** A question as a person types it into a search field: with synonyms, mistyped words and a word not yet finished. */
export function asked(index: TextIndex, question: string, how: How = {}): Asked {
  const { pieces, choices } = withSynonyms(piecesOf(question), how.synonyms ?? [])
  const more: Choice[] = [...choices]
  const isOpen = how.isTyping === true && isOpenEnd.test(question)
  const words = meant(index, 'words', pieces.words, isOpen, more)
  const kana = meant(index, 'kana', pieces.kana, isOpen && pieces.words.length === 0, more)
  return { pieces: { ...pieces, words, kana }, choices: more }
}

/** Puts the words that may mean another one among the choices, and gives back those that mean themselves. */
function meant(
  index: TextIndex,
  kind: 'words' | 'kana',
  words: readonly string[],
  isOpen: boolean,
  choices: Choice[],
): string[] {
  if (words.length === 0) return []
  const vocabulary = vocabularyOf(index, kind)
  const isKnown = (word: string) =>
    index.fields.some((one) => one.kind === kind && postingsOf(index, one, word) !== undefined)
  return words.filter((word, at) => {
    const others = isOpen && at === words.length - 1 ? continued(vocabulary, word) : []
    if (others.length === 0 && choices.length < mostGroups && !isKnown(word))
      for (const { word: near, distance } of wordsNear(vocabulary, word, mostMistyped))
        others.push({ word: near, share: mistypedShare / distance })
    if (others.length === 0) return true
    choices.push(
      [{ word, share: 1 }, ...others].map((one) => ({
        pieces: { ...nothing, [kind]: [one.word] },
        share: one.share,
      })),
    )
    return false
  })
}

/** What is typed may be on its way to a longer word, or already past the stem of one: "returni" is on its way to "returning". */
function continued(vocabulary: Vocabulary, word: string): { word: string; share: number }[] {
  const longer = wordsFrom(vocabulary, word, mostContinued)
  const shorter = [1, 2, 3]
    .map((less) => word.slice(0, -less))
    .filter((stem) => stem.length >= 4 && wordsFrom(vocabulary, stem, 1)[0] === stem)
  return [...longer, ...shorter]
    .filter((other) => other !== word)
    .map((other) => ({ word: other, share: continuedShare }))
}

function withSynonyms(pieces: Pieces, groups: readonly (readonly string[])[]): Asked {
  let left = pieces
  const choices: Choice[] = []
  for (const group of groups) {
    if (choices.length === mostGroups) break
    const members = group.map(piecesOf).filter((member) => member.words.length + member.kana.length > 0)
    const said = members.find((member) => holds(left, member))
    if (!said || members.length < 2) continue
    choices.push(members.map((member) => ({ pieces: member, share: member === said ? 1 : synonymShare })))
    left = without(left, said)
  }
  return { pieces: left, choices }
}

const kinds = ['words', 'pairs', 'grams', 'kana'] as const

const holds = (all: Pieces, some: Pieces) =>
  kinds.every((kind) => some[kind].every((piece) => all[kind].includes(piece)))

function without(all: Pieces, some: Pieces): Pieces {
  const left = (kind: keyof Pieces) => all[kind].filter((piece) => !some[kind].includes(piece))
  return { words: left('words'), pairs: left('pairs'), grams: left('grams'), kana: left('kana') }
}
