import { type Find, patterns, type PersonalKind } from './personal-patterns.ts'

/** A part of a text: as it stands, or one that says who somebody is. */
export type Part = { text: string; removed: PersonalKind | null }

/** What the desk knows of the people in a conversation, so that it is found however it is written around. */
export type Known = { names: readonly string[]; orders: readonly string[] }

type Span = { start: number; end: number; kind: PersonalKind }

/**
 * A text in parts, those that say who somebody is told apart: names, addresses, telephone, card and order numbers, in Japanese and English.
 * It takes out too much rather than too little; what was taken out wrongly is in `kept`.
 */
export function personalParts(text: string, known: Known, kept: ReadonlySet<string> = new Set()): Part[] {
  const found = [
    ...known.orders.flatMap((number) => literal(text, number, 'order')),
    ...known.names.flatMap((name) => named(text, name)),
    ...patterns.flatMap((pattern) => spansOf(text, pattern)),
  ].filter(({ start, end }) => !kept.has(text.slice(start, end)))
  const parts: Part[] = []
  let done = 0
  for (const { start, end, kind } of joined(found)) {
    if (start > done) parts.push({ text: text.slice(done, start), removed: null })
    parts.push({ text: text.slice(start, end), removed: kind })
    done = end
  }
  if (done < text.length) parts.push({ text: text.slice(done), removed: null })
  return parts
}

function spansOf(text: string, { kind, pattern, except }: Find): Span[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    // What tells it ("order number", "Dear") stays; what it tells goes.
    const told = match.groups?.it ?? match[0]
    if (except?.test(told.trim()) || told.trim() === '') return []
    const start = match.index + match[0].lastIndexOf(told)
    return [{ start, end: start + told.length, kind }]
  })
}

/** The longest of those that lie over each other; the first kind of equals. */
function joined(spans: readonly Span[]): Span[] {
  const kept: Span[] = []
  for (const span of spans.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    const last = kept.at(-1)
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end)
    else kept.push({ ...span })
  }
  return kept
}

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)

function literal(text: string, what: string, kind: PersonalKind): Span[] {
  if (what.length < 3) return []
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])[#＃]?${escaped(what)}(?![\\p{L}\\p{N}])`, 'giu')
  return spansOf(text, { kind, pattern })
}

const isHan = /\p{Script=Han}/u
const honorific = '(?:[ 　]*(?:様|さま|さん|氏|殿|君|くん|ちゃん))'

/** A whole name wherever it stands, its parts as words; one kanji is a name only with what is said after names. */
function named(text: string, name: string): Span[] {
  const whole = name.trim()
  const parts = whole.split(/[\s　]+/).filter((part) => part !== '')
  return [...new Set([whole, parts.join(''), ...parts])].flatMap((part) => {
    if (part.length < 2 && !isHan.test(part)) return []
    const pattern = isHan.test(part)
      ? new RegExp(`${escaped(part)}${honorific}${part.length < 2 ? '' : '?'}`, 'gu')
      : new RegExp(
          `(?<![\\p{L}\\p{N}])(?:(?:Mr|Mrs|Ms|Dr)\\.?\\s+)?${escaped(part)}(?:-?(?:san|sama))?(?:'s)?(?![\\p{L}\\p{N}])`,
          'gu',
        )
    return spansOf(text, { kind: 'name', pattern })
  })
}
