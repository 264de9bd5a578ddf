import type { Reply } from '#agent/api.ts'
import { cx } from '#agent/kit/classes.ts'
import { m } from '#texts'

type Comparison = Reply<'GET /api/articles/{id}/texts/{locale}/comparison'>
type Block = Comparison['blocks'][number]
type Piece = Block['pieces'][number]

/** What was put in and taken out: by a sign and a word before each block, by lines under and through the words, and by colour. */
export function Compared({
  comparison,
  lang,
  isWhole,
}: {
  comparison: Comparison
  lang: string
  isWhole: boolean
}) {
  const runs = runsOf(comparison.blocks, isWhole)
  const isSame =
    comparison.title.every((piece) => piece.kind === 'same') &&
    comparison.blocks.every((block) => block.kind === 'same')
  if (isSame && !isWhole) return <p className="text-ink2">{m.knowledge_compare_same()}</p>
  return (
    <div lang={lang} className="grid gap-1.5 text-read">
      <p className="pl-6 text-title font-semibold">
        <Pieces pieces={comparison.title} />
      </p>
      {runs.map((run, at) =>
        typeof run === 'number' ? (
          <p key={at} lang={document.documentElement.lang} className="py-1 pl-6 text-small text-ink3">
            ⋯ {m.knowledge_compare_unchanged({ count: run })}
          </p>
        ) : (
          <ComparedBlock key={at} block={run} />
        ),
      )}
    </div>
  )
}

const signs = { same: '', added: '+', removed: '−', changed: '±' }

function ComparedBlock({ block }: { block: Block }) {
  const { kind, tag, pieces } = block
  const name = {
    same: undefined,
    added: m.knowledge_compare_added(),
    removed: m.knowledge_compare_removed(),
    changed: m.knowledge_compare_changed(),
  }[kind]
  return (
    <div
      className={cx(
        'grid grid-cols-[16px_minmax(0,1fr)] gap-2 rounded-[6px] px-1 py-0.5',
        kind === 'added' && 'bg-matcha-soft',
        kind === 'removed' && 'bg-shu-soft',
        kind === 'changed' && 'bg-note',
      )}
    >
      <span className="text-center font-mono text-ink2" title={name}>
        <span aria-hidden>{signs[kind]}</span>
        {name && <span className="sr-only">{name}: </span>}
      </span>
      <span className={cx(/^h[234]$/.test(tag) && 'font-semibold', tag === 'li' && 'pl-4')}>
        {tag === 'li' && <span aria-hidden>・</span>}
        {(tag === 'img' || tag === 'video') && (
          <span className="text-small text-ink3">
            {tag === 'img' ? m.knowledge_picture() : m.knowledge_video()}{' '}
          </span>
        )}
        <Pieces pieces={pieces} isWhole={kind !== 'changed'} />
      </span>
    </div>
  )
}

function Pieces({ pieces, isWhole = false }: { pieces: readonly Piece[]; isWhole?: boolean }) {
  return pieces.map(({ kind, text }, at) => {
    if (kind === 'added')
      return (
        <ins
          key={at}
          className={cx('decoration-2 underline-offset-3', !isWhole && 'bg-matcha-soft text-matcha')}
        >
          {text}
        </ins>
      )
    if (kind === 'removed')
      return (
        <del key={at} className={cx('decoration-2', !isWhole && 'bg-shu-soft text-shu')}>
          {text}
        </del>
      )
    return <span key={at}>{text}</span>
  })
}

/** Long stretches without a change become a number; one block before and after stays, to know where one is. */
function runsOf(blocks: readonly Block[], isWhole: boolean): (Block | number)[] {
  if (isWhole) return [...blocks]
  const isNear = (at: number) => [at - 1, at, at + 1].some((one) => (blocks[one]?.kind ?? 'same') !== 'same')
  const runs: (Block | number)[] = []
  for (const [at, block] of blocks.entries()) {
    const last = runs.at(-1)
    if (isNear(at)) runs.push(block)
    else if (typeof last === 'number') runs[runs.length - 1] = last + 1
    else runs.push(1)
  }
  return runs
}
