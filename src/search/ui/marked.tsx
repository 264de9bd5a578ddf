import type { Marked as MarkedText } from '../contract.ts'

/** A text with the found places marked; the text itself is never read as markup. */
export function Marked({ text, marks }: MarkedText) {
  const parts: { text: string; isMarked: boolean }[] = []
  let end = 0
  for (const [from, to] of marks) {
    if (from > end) parts.push({ text: text.slice(end, from), isMarked: false })
    parts.push({ text: text.slice(from, to), isMarked: true })
    end = to
  }
  parts.push({ text: text.slice(end), isMarked: false })
  return (
    <span>{parts.map((part, at) => (part.isMarked ? <mark key={at}>{part.text}</mark> : part.text))}</span>
  )
}
