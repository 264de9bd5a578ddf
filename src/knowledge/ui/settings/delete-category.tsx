import { Select } from '#agent/kit/field.tsx'
import { FormDialog } from '#agent/kit/form-dialog.tsx'
import { useForm } from '#agent/settings-screen/use-form.ts'
import { m } from '#texts'
import { wayOf } from '../use-article-list.ts'
import { type Category, categoryName } from '../words.ts'

type DeleteProps = { category: Category; categories: readonly Category[]; onClose: () => void }

/** Deletes a category, and says first where what stands in it goes. */
export function DeleteCategory({ category, categories, onClose }: DeleteProps) {
  const holds = categories.some((one) => one.parentId === category.id)
  const others = categories.filter(
    (one) => one.id !== category.id && one.parentId !== category.id && (!holds || one.parentId === null),
  )
  const isEmpty = !holds && category.articles === 0
  const form = useForm(
    'DELETE /api/article-categories/{id}',
    { moveTo: String(others[0]?.id ?? '') },
    { stale: ['GET /api/article-categories', 'GET /api/articles'], onDone: onClose },
  )
  const go = () =>
    form.tell({
      params: { id: category.id },
      query: isEmpty || !form.values.moveTo ? {} : { moveTo: Number(form.values.moveTo) },
    })
  return (
    <FormDialog
      title={m.knowledge_category_delete_sure({ name: categoryName(category) })}
      save={m.settings_delete()}
      isBusy={form.isBusy}
      error={form.errorBesides('moveTo')}
      onSave={go}
      onClose={onClose}
    >
      {isEmpty ? (
        <p className="text-ink2">{m.knowledge_category_delete_empty()}</p>
      ) : (
        <Select
          name={m.knowledge_category_delete_move()}
          choices={others.map(({ id }) => ({ value: String(id), name: wayOf(categories, id) ?? '' }))}
          {...form.text('moveTo')}
        />
      )}
    </FormDialog>
  )
}
