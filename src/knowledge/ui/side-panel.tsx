import { Tabs } from './tabs.tsx'
import { cx } from '#agent/kit/classes.ts'
import { m } from '#texts'
import { AboutSide } from './about-side.tsx'
import type { Layer } from './layer.ts'
import { ReviewSide } from './review-side.tsx'
import { type Side, sides } from './searches.ts'
import type { Writing } from './use-writing.ts'
import { VersionsSide } from './versions-side.tsx'
import { type Article, sideName } from './words.ts'

type PanelProps = {
  article: Article
  writing: Writing
  side: Side
  isShown: boolean
  onSide: (side: Side) => void
  open: (layer: Layer) => void
}

/** Beside the texts: what the article is for, what colleagues say of it, and what was published before. */
export function SidePanel({ article, writing, side, isShown, onSide, open }: PanelProps) {
  return (
    <aside
      data-side
      aria-label={m.knowledge_side()}
      className={cx('flex min-h-0 min-w-0 flex-col bg-mat', !isShown && 'max-desk:hidden')}
    >
      <Tabs
        name={m.knowledge_side()}
        tabs={sides.map((one) => ({ id: one, name: sideName(one) }))}
        current={side}
        onPick={onSide}
        panelId="knowledge-side"
      />
      <div
        id="knowledge-side"
        role="tabpanel"
        aria-label={sideName(side)}
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto px-4 py-4 -outline-offset-2"
      >
        {side === 'about' && <AboutSide article={article} writing={writing} />}
        {side === 'review' && <ReviewSide article={article} writing={writing} />}
        {side === 'versions' && (
          <VersionsSide key={writing.locale} article={article} writing={writing} open={open} />
        )}
      </div>
    </aside>
  )
}
