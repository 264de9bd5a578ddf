import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Chip } from '#agent/kit/chip.tsx'
import { cx } from '#agent/kit/classes.ts'
import { dayOf } from '#agent/kit/time.ts'
import type { Locale } from '#platform/locale.ts'
import { m } from '#texts'
import { dragArticle, draggedArticle } from './dragging.ts'
import { type ArticleItem, localeName, standingOf, titleOf } from './words.ts'

type RowProps = {
  article: ArticleItem
  onDropBefore: ((articleId: number) => void) | undefined
}

/** One article: its title, where each language stands, and whose it is. */
export function ArticleRow({ article, onDropBefore }: RowProps) {
  const [isOver, setOver] = useState(false)
  const { title, locale } = titleOf(article)
  return (
    <li
      onDragOver={(event) => {
        if (!onDropBefore) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        const id = draggedArticle(event)
        if (id && id !== article.id) onDropBefore?.(id)
      }}
      className={cx('border-b border-line', isOver && 'shadow-[0_-2px_0_var(--ai)]')}
    >
      <Link
        to="/knowledge/$id"
        params={{ id: String(article.id) }}
        search={{}}
        data-article={article.id}
        draggable={onDropBefore !== undefined}
        onDragStart={(event) => dragArticle(event, article.id)}
        className="-mx-2 grid min-h-10 grid-cols-[minmax(0,1fr)_176px_176px_104px] items-center gap-x-3 gap-y-1 rounded-[6px] px-2 py-1.5 -outline-offset-2 hover:bg-mat max-desk:grid-cols-[minmax(0,1fr)_148px_148px] max-phone:grid-cols-2"
      >
        <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 max-phone:col-span-2">
          <span lang={locale} className="min-w-0 font-medium">
            {title}
          </span>
          {article.audience === 'staff' && <Chip>{m.knowledge_manual()}</Chip>}
          {article.isOverdue && article.reviewOn && (
            <Chip tone="kohaku">{m.knowledge_overdue({ day: dayOf(article.reviewOn) })}</Chip>
          )}
        </span>
        <Standing article={article} locale="ja" />
        <Standing article={article} locale="en" />
        <span className="truncate text-small text-ink3 max-desk:hidden">{article.owner?.name}</span>
      </Link>
    </li>
  )
}

function Standing({ article, locale }: { article: ArticleItem; locale: Locale }) {
  const text = article.texts[locale]
  return (
    <span className="flex flex-wrap items-center gap-1">
      <span className="text-[11px] text-ink3 phone:sr-only">{localeName(locale)}</span>
      {standingOf(text).map(({ name, tone }) =>
        tone === 'plain' || tone === 'matcha' ? (
          <span key={name} className={cx('text-small', tone === 'plain' ? 'text-ink3' : 'text-matcha')}>
            {name}
          </span>
        ) : (
          <Chip key={name} tone={tone}>
            {name}
          </Chip>
        ),
      )}
    </span>
  )
}
