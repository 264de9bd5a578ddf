import { useState } from 'react'
import { useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { useOrder } from '#agent/settings-screen/ordered.tsx'
import { Page, Rows } from '#agent/settings-screen/page.tsx'
import { m } from '#texts'
import { useCategories } from '../use-article-list.ts'
import type { Category } from '../words.ts'
import { CategoryDialog } from './category-dialog.tsx'
import { CategoryLine } from './category-line.tsx'
import { DeleteCategory } from './delete-category.tsx'
import { useBrand } from '#agent/settings-screen/use-brand.tsx'

const stale = ['GET /api/article-categories'] as const

/** The two levels readers find articles by; put in order by pointer or keys. */
export default function CategoriesPage() {
  const { brandId, choice } = useBrand()
  const asked = useCategories(brandId)
  const categories = asked.data?.items ?? []
  const [dialog, setDialog] = useState<Category | 'new'>()
  const [leaving, setLeaving] = useState<Category>()
  const move = useTell('PUT /api/article-categories/{id}/place', { stale })
  const order = useOrder(asked.data?.items, 2, m.knowledge_categories(), (id, place) =>
    move.mutate({ params: { id }, body: place }),
  )
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
            order={order}
            onDropBefore={(id) => order.put(id, { parentId: category.parentId, beforeId: category.id })}
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
