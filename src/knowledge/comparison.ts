import { type Block, blocksOf } from './blocks.ts'
import { difference, type Step, wordsBetween, wordsOf } from '#platform/difference.ts'
import type { Comparison } from './texts-contract.ts'

type Compared = Comparison['blocks'][number]

// Below this share of common words a block is another one and not the same with changes.
const leastAlike = 0.4

/** What differs between two texts: blocks put in or taken out, and within a changed block its words. */
export function blocksBetween(from: string, to: string): Compared[] {
  const isSame = (a: Block, b: Block) => a.tag === b.tag && a.text === b.text
  const steps = difference(blocksOf(from), blocksOf(to), isSame)
  const compared: Compared[] = []
  for (let at = 0; at < steps.length; ) {
    const removed = run(steps, at, 'removed')
    const added = run(steps, at + removed.length, 'added')
    compared.push(...pairs(removed, added))
    at += removed.length + added.length
    const same = steps[at]
    if (same?.kind === 'same') {
      compared.push(whole('same', same.item))
      at++
    }
  }
  return compared
}

function run(steps: readonly Step<Block>[], start: number, kind: Step<Block>['kind']): Block[] {
  const found: Block[] = []
  for (let at = start; steps[at]?.kind === kind; at++)
    found.push(...steps.slice(at, at + 1).map((one) => one.item))
  return found
}

/** Each block that was taken out is put beside the next one put in that says much the same. */
function pairs(removed: readonly Block[], added: readonly Block[]): Compared[] {
  const rest = [...added]
  const compared: Compared[] = []
  for (const block of removed) {
    const place = rest.findIndex((other) => other.tag === block.tag && alike(block.text, other.text))
    const other = rest[place]
    if (!other) {
      compared.push(whole('removed', block))
      continue
    }
    compared.push(...rest.slice(0, place).map((one) => whole('added', one)))
    compared.push({ kind: 'changed', tag: block.tag, pieces: wordsBetween(block.text, other.text) })
    rest.splice(0, place + 1)
  }
  return [...compared, ...rest.map((one) => whole('added', one))]
}

function alike(one: string, other: string): boolean {
  const here = new Set(wordsOf(one).filter((word) => word.trim() !== ''))
  const there = new Set(wordsOf(other).filter((word) => word.trim() !== ''))
  const common = [...here].filter((word) => there.has(word)).length
  return common >= leastAlike * Math.max(here.size, there.size)
}

function whole(kind: 'same' | 'added' | 'removed', { tag, text }: Block): Compared {
  return { kind, tag, pieces: [{ kind, text }] }
}
