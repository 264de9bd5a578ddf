import { Link } from '@tanstack/react-router'
import { type DragEvent, useState } from 'react'
import { useTell } from '#agent/ask.ts'
import { cx } from '#agent/kit/classes.ts'
import { inputLook } from '#agent/kit/field.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { say } from '#agent/kit/toast.tsx'
import { useLeads } from '#agent/me.ts'
import { m } from '#texts'
import { draggedArticle } from './dragging.ts'
import type { ListSearch } from './searches.ts'
import { type Change, useCategories } from './use-article-list.ts'
import { type Category, categoryName } from './words.ts'

type TreeProps = { brandId: number; search: ListSearch; change: Change }

/** The two levels of categories; an article that is dropped on one goes into it. On a phone one list to choose from. */
export function CategoryTree({ brandId, search, change }: TreeProps) {
  const categories = useCategories(brandId).data?.items ?? []
  const current = search.tab ?? search.category ?? 'all'
  const pick = (category: number | 'none' | undefined) => change({ category, tab: undefined })
  const mayChange = useLeads()
  return (
    <>
      <nav
        aria-label={m.knowledge_categories()}
        className="flex min-h-0 flex-col gap-0.5 overflow-y-auto border-r border-line px-3 py-4 max-phone:hidden"
      >
        <Place
          name={m.knowledge_reviews()}
          isCurrent={current === 'reviews'}
          onPick={() => change({ tab: 'reviews', category: undefined, q: undefined })}
        />
        <div className="my-2 h-px bg-line" />
        <Place
          name={m.knowledge_category_all()}
          isCurrent={current === 'all'}
          onPick={() => pick(undefined)}
        />
        {categories.map((category) => (
          <CategoryPlace
            key={category.id}
            category={category}
            isCurrent={current === category.id}
            onPick={() => pick(category.id)}
          />
        ))}
        <Place
          name={m.knowledge_category_none()}
          isCurrent={current === 'none'}
          onPick={() => pick('none')}
        />
        {mayChange && (
          <Link
            to="/settings/$page"
            params={{ page: 'categories' }}
            className="mt-3 px-2 text-small text-ink3 underline underline-offset-2 hover:text-ink"
          >
            {m.knowledge_categories_change()}
          </Link>
        )}
      </nav>
      <div className="relative border-b border-line px-4 py-2 phone:hidden">
        <select
          aria-label={m.knowledge_categories()}
          value={String(current)}
          onChange={({ target: { value } }) => {
            if (value === 'reviews') change({ tab: 'reviews', category: undefined })
            else pick(value === 'all' ? undefined : value === 'none' ? 'none' : Number(value))
          }}
          className={cx(inputLook, 'appearance-none pr-8')}
        >
          <option value="reviews">{m.knowledge_reviews()}</option>
          <option value="all">{m.knowledge_category_all()}</option>
          {categories.map((category) => (
            <option key={category.id} value={category.id}>
              {category.parentId === null ? '' : '　'}
              {categoryName(category)}
            </option>
          ))}
          <option value="none">{m.knowledge_category_none()}</option>
        </select>
        <span className="pointer-events-none absolute inset-y-0 right-7 grid place-items-center text-ink3">
          <Icon name="down" />
        </span>
      </div>
    </>
  )
}

function CategoryPlace({
  category,
  isCurrent,
  onPick,
}: {
  category: Category
  isCurrent: boolean
  onPick: () => void
}) {
  const [isOver, setOver] = useState(false)
  const move = useTell('PUT /api/articles/{id}/place', {
    stale: ['GET /api/articles', 'GET /api/article-categories'],
    onDone: () => say({ text: m.knowledge_moved({ category: categoryName(category) }) }),
  })
  const drop = (event: DragEvent) => {
    setOver(false)
    const id = draggedArticle(event)
    if (id) move.mutate({ params: { id }, body: { categoryId: category.id, beforeId: null } })
  }
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cx('rounded-[6px]', isOver && 'bg-ai-soft')}
    >
      <Place
        name={categoryName(category)}
        count={category.articles}
        isCurrent={isCurrent}
        isWithin={category.parentId !== null}
        onPick={onPick}
      />
    </div>
  )
}

function Place({
  name,
  count,
  isCurrent,
  isWithin,
  onPick,
}: {
  name: string
  count?: number
  isCurrent: boolean
  isWithin?: boolean
  onPick: () => void
}) {
  return (
    <button
      type="button"
      aria-current={isCurrent || undefined}
      onClick={onPick}
      className={cx(
        'flex min-h-[30px] w-full items-center gap-2 rounded-[6px] px-2 py-1 text-ink2 hover:text-ink',
        isWithin && 'pl-6',
        isCurrent && 'bg-mat font-semibold text-ink',
      )}
    >
      <span className="min-w-0 flex-1">{name}</span>
      {count !== undefined && count > 0 && <span className="text-[11px] font-normal text-ink3">{count}</span>}
    </button>
  )
}
