import { fold } from '#platform/search-text.ts'
import { type Pieces, piecesOf } from '../retrieval/pieces.ts'

export type SnippetPart = { text: string; isHit: boolean }

const longest = 150
// A sentence ends with its mark; in Japanese no space follows.
const sentence = /[^\n。．！？!?.]+(?:[。．！？!?]|\.(?=\s|$)|\.|$)?/g
const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆〇]/u
const word = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆〇]+|[\p{L}\p{N}\p{M}]+/gu
const segmenter = new Intl.Segmenter('ja', { granularity: 'word' })

/** The part of a text that says most about a question, with what was asked for marked. Without any of it: how the text begins. */
export function snippetOf(text: string, question: string): SnippetPart[] {
  const asked = piecesOf(question)
  const words = new Set(asked.words)
  const sentences = [...text.matchAll(sentence)].map((found) => ({
    at: found.index,
    pieces: piecesOf(found[0]),
  }))
  let best = { at: 0, worth: 0 }
  for (const { at, pieces } of sentences) {
    const worth = sharedBy(pieces, asked)
    if (worth > best.worth) best = { at, worth }
  }
  const begin = text.slice(best.at).search(/\S/) + best.at
  const part = text.slice(Math.max(0, begin)).replaceAll(/\s+/g, ' ').trim()
  const shown = [...part].slice(0, longest).join('')
  const whole = shown.length < part.length ? `${shown.replace(/\s\S*$/u, '')}…` : shown
  return marked(whole, words)
}

function sharedBy(pieces: Pieces, asked: Pieces): number {
  const shared = (kind: 'words' | 'grams') => {
    const there = new Set(pieces[kind])
    return new Set(asked[kind].filter((one) => there.has(one))).size
  }
  return shared('words') + shared('grams') / 2
}

function marked(text: string, asked: ReadonlySet<string>): SnippetPart[] {
  const parts: SnippetPart[] = []
  const add = (piece: string, isHit: boolean) => {
    const last = parts.at(-1)
    if (last && last.isHit === isHit) last.text += piece
    else if (piece !== '') parts.push({ text: piece, isHit })
  }
  let end = 0
  for (const { 0: run, index } of text.matchAll(word)) {
    add(text.slice(end, index), false)
    const pieces = japanese.test(run) ? [...segmenter.segment(run)].map(({ segment }) => segment) : [run]
    for (const piece of pieces) add(piece, isAsked(piece, asked))
    end = index + run.length
  }
  add(text.slice(end), false)
  return parts
}

const isAsked = (piece: string, asked: ReadonlySet<string>) =>
  asked.has(fold(piece)) || piecesOf(piece).words.some((one) => asked.has(one))
