import { useEffect, useRef, useState } from 'react'
import { useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Page, Rows } from '#agent/settings-screen/page.tsx'
import { useActions } from '#agent/actions.ts'
import { m } from '#texts'
import { useCategories } from '../use-article-list.ts'
import type { Category } from '../words.ts'
import { CategoryDialog } from './category-dialog.tsx'
import { CategoryLine } from './category-line.tsx'
import { DeleteCategory } from './delete-category.tsx'
import { placeOf, type Way } from './places.ts'
import { useBrand } from './use-brand.tsx'

const stale = ['GET /api/article-categories'] as const

/** The two levels readers find articles by; put in order by pointer or keys. */
export default function CategoriesPage() {
  const { brandId, choice } = useBrand()
  const asked = useCategories(brandId)
  const categories = asked.data?.items ?? []
  const [dialog, setDialog] = useState<Category | 'new'>()
  const [leaving, setLeaving] = useState<Category>()
  const moved = useRef<number>(undefined)
  const move = useTell('PUT /api/article-categories/{id}/place', { stale })
  useEffect(() => {
    if (moved.current !== undefined) lineOf(moved.current)?.focus()
    moved.current = undefined
  }, [asked.data])
  const put = (id: number, parentId: number | null, beforeId: number | null) => {
    moved.current = id
    move.mutate({ params: { id }, body: { parentId, beforeId } })
  }
  const shift = (way: Way) => {
    const focused = document.activeElement?.closest<HTMLElement>('[data-category]')?.dataset['category']
    const place = placeOf(categories, Number(focused), way)
    if (place) put(Number(focused), place.parentId, place.beforeId)
  }
  const group = m.knowledge_categories()
  useActions([
    { id: 'category-up', name: m.knowledge_move_up(), keys: 'alt+arrowup', group, run: () => shift('up') },
    {
      id: 'category-down',
      name: m.knowledge_move_down(),
      keys: 'alt+arrowdown',
      group,
      run: () => shift('down'),
    },
    {
      id: 'category-in',
      name: m.knowledge_category_in(),
      keys: 'alt+arrowright',
      group,
      run: () => shift('in'),
    },
    {
      id: 'category-out',
      name: m.knowledge_category_out(),
      keys: 'alt+arrowleft',
      group,
      run: () => shift('out'),
    },
  ])
  const add = (
    <Button look="primary" onClick={() => setDialog('new')}>
      {m.knowledge_category_new()}
    </Button>
  )
  return (
    <Page title={m.knowledge_categories()} intro={m.knowledge_categories_intro()} action={add}>
      {choice}
      <Rows asked={asked} empty={m.knowledge_categories_none()}>
        {(category) => (
          <CategoryLine
            key={category.id}
            category={category}
            onDropBefore={(id) => put(id, category.parentId, category.id)}
            onRename={() => setDialog(category)}
            onDelete={() => setLeaving(category)}
          />
        )}
      </Rows>
      {dialog && (
        <CategoryDialog
          brandId={brandId}
          category={dialog === 'new' ? undefined : dialog}
          categories={categories}
          onClose={() => setDialog(undefined)}
        />
      )}
      {leaving && (
        <DeleteCategory category={leaving} categories={categories} onClose={() => setLeaving(undefined)} />
      )}
    </Page>
  )
}

const lineOf = (id: number) => document.querySelector<HTMLElement>(`[data-category="${id}"]`)
