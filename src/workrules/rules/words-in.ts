import { plain } from './facts.ts'

const isLatin = (code: number) => (code >= 97 && code <= 122) || (code >= 48 && code <= 57)

/**
 * Whether a plain text holds one of the words. A Latin word stands for itself and not for part of another ("art" is not in "cart"); Japanese,
 * written without spaces, is found wherever it stands.
 */
export function anyWordIn(words: readonly string[]): (text: string) => boolean {
  const sought = words.map((one) => plain(one).trim()).filter((one) => one !== '')
  return (text) => sought.some((word) => isIn(text, word))
}

function isIn(text: string, word: string): boolean {
  const begins = isLatin(word.charCodeAt(0))
  const ends = isLatin(word.charCodeAt(word.length - 1))
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const isWhole =
      !(begins && isLatin(text.charCodeAt(at - 1))) && !(ends && isLatin(text.charCodeAt(at + word.length)))
    if (isWhole) return true
  }
  return false
}
