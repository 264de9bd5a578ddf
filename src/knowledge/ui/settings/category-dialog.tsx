import { Select, TextField } from '#agent/kit/field.tsx'
import { FormDialog } from '#agent/kit/form-dialog.tsx'
import { useForm } from '#agent/settings-screen/use-form.ts'
import { m } from '#texts'
import { type Category, categoryName } from '../words.ts'

type DialogProps = {
  brandId: number
  category: Category | undefined
  categories: readonly Category[]
  onClose: () => void
}
const stale = ['GET /api/article-categories'] as const

/** A name in both languages; a new one may stand in another. */
export function CategoryDialog({ brandId, category, categories, onClose }: DialogProps) {
  const initial = { nameJa: category?.nameJa ?? '', nameEn: category?.nameEn ?? '', parent: '' }
  const create = useForm('POST /api/article-categories', initial, { stale, onDone: onClose })
  const change = useForm('PATCH /api/article-categories/{id}', initial, { stale, onDone: onClose })
  const form = category ? change : create
  const { nameJa, nameEn, parent } = form.values
  const save = () => {
    if (category) change.tell({ params: { id: category.id }, body: { nameJa, nameEn } })
    else create.tell({ body: { brandId, nameJa, nameEn, parentId: parent ? Number(parent) : null } })
  }
  return (
    <FormDialog
      title={category ? categoryName(category) : m.knowledge_category_new()}
      isBusy={form.isBusy}
      error={form.errorBesides('nameJa', 'nameEn', 'parentId')}
      onSave={save}
      onClose={onClose}
    >
      <TextField name="日本語" lang="ja" required autoFocus maxLength={100} {...form.text('nameJa')} />
      <TextField name="English" lang="en" required maxLength={100} {...form.text('nameEn')} />
      {!category && (
        <Select
          name={m.knowledge_category_parent()}
          choices={[
            { value: '', name: m.knowledge_category_first() },
            ...categories
              .filter((one) => one.parentId === null)
              .map((one) => ({ value: String(one.id), name: categoryName(one) })),
          ]}
          {...form.text('parent')}
        />
      )}
    </FormDialog>
  )
}
