export type Step<T> = { kind: 'same' | 'added' | 'removed'; item: T }

// The table grows with the product of both lengths; longer than this, all is said to be replaced.
const largestTable = 4_000_000

/** How one list becomes another by the longest common part of both. What is removed comes before what is added in its place. */
export function difference<T>(
  from: readonly T[],
  to: readonly T[],
  isSame: (a: T, b: T) => boolean,
): Step<T>[] {
  let start = 0
  while (start < from.length && start < to.length && isSame(at(from, start), at(to, start))) start++
  let end = 0
  while (
    end < from.length - start &&
    end < to.length - start &&
    isSame(at(from, from.length - 1 - end), at(to, to.length - 1 - end))
  )
    end++
  const as = (kind: Step<T>['kind'], items: readonly T[]) => items.map((item) => ({ kind, item }))
  const a = from.slice(start, from.length - end)
  const b = to.slice(start, to.length - end)
  const middle =
    a.length * b.length > largestTable ? [...as('removed', a), ...as('added', b)] : between(a, b, isSame)
  return [...as('same', to.slice(0, start)), ...middle, ...as('same', to.slice(to.length - end))]
}

function between<T>(a: readonly T[], b: readonly T[], isSame: (a: T, b: T) => boolean): Step<T>[] {
  const width = b.length + 1
  // How much of the rest is common, from each place on.
  const common = new Uint32Array((a.length + 1) * width)
  const here = (i: number, j: number) => common[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] = isSame(at(a, i), at(b, j))
        ? here(i + 1, j + 1) + 1
        : Math.max(here(i + 1, j), here(i, j + 1))
  const steps: Step<T>[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && isSame(at(a, i), at(b, j))) {
      steps.push({ kind: 'same', item: at(b, j) })
      i++
      j++
    } else if (i < a.length && (j === b.length || here(i + 1, j) >= here(i, j + 1)))
      steps.push({ kind: 'removed', item: at(a, i++) })
    else steps.push({ kind: 'added', item: at(b, j++) })
  }
  return steps
}

function at<T>(list: readonly T[], place: number): T {
  const found = list[place]
  if (found === undefined) throw new Error('Outside the list')
  return found
}

export type Piece = { kind: 'same' | 'added' | 'removed'; text: string }

const words = new Intl.Segmenter('ja', { granularity: 'word' })

/** The words of a text, with what stands between them. */
export const wordsOf = (text: string): string[] => [...words.segment(text)].map(({ segment }) => segment)

/** What was put into a text and taken out of it, word by word; together again without what was added it is the first, without what was removed the second. */
export function wordsBetween(from: string, to: string): Piece[] {
  const pieces: Piece[] = []
  for (const { kind, item } of difference(wordsOf(from), wordsOf(to), (a, b) => a === b)) {
    const last = pieces.at(-1)
    if (last?.kind === kind) last.text += item
    else pieces.push({ kind, text: item })
  }
  return pieces
}
