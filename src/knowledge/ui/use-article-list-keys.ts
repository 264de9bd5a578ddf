import { useEffect, useRef } from 'react'
import { useActions } from '#agent/actions.ts'
import { useTell } from '#agent/ask.ts'
import { m } from '#texts'
import { useRowKeys } from './use-row-keys.ts'
import type { ArticleItem } from './words.ts'

/** Moving through the list and moving what is chosen within its category, by keys. Answers how to put one before another. */
export function useArticleListKeys(items: readonly ArticleItem[], { isOff }: { isOff: boolean }) {
  const moved = useRef<number>(undefined)
  const order = items.map((one) => one.id).join()
  const place = useTell('PUT /api/articles/{id}/place', {
    stale: ['GET /api/articles', 'GET /api/article-categories'],
  })
  // A row that has moved is drawn in another place, and keeps the keyboard.
  useEffect(() => {
    const row = moved.current === undefined ? undefined : rowOf(moved.current)
    if (row && document.activeElement !== row) row.focus()
    moved.current = undefined
  }, [order])
  const put = (id: number, categoryId: number | null, beforeId: number | null) => {
    moved.current = id
    place.mutate({ params: { id }, body: { categoryId, beforeId } })
  }
  const shift = (by: 1 | -1) => {
    const at = items.findIndex((one) => one.id === focused())
    const article = items[at]
    const neighbour = items[at + by]
    if (!article || !neighbour || neighbour.categoryId !== article.categoryId) return
    // Down means: before the one after the next, or last of its category.
    const next = by === -1 ? neighbour : items[at + 2]
    put(article.id, article.categoryId, next?.categoryId === article.categoryId ? next.id : null)
  }
  useRowKeys()
  const group = m.knowledge_group()
  useActions([
    {
      id: 'article-move-up',
      name: m.knowledge_move_up(),
      keys: 'alt+arrowup',
      group,
      isOff,
      run: () => shift(-1),
    },
    {
      id: 'article-move-down',
      name: m.knowledge_move_down(),
      keys: 'alt+arrowdown',
      group,
      isOff,
      run: () => shift(1),
    },
  ])
  return (id: number, before: ArticleItem) => put(id, before.categoryId, before.id)
}

const rowOf = (id: number) => document.querySelector<HTMLElement>(`[data-article="${id}"]`)

function focused(): number | undefined {
  const { activeElement } = document
  const row = activeElement instanceof HTMLElement ? activeElement.dataset['article'] : undefined
  return row === undefined ? undefined : Number(row)
}
