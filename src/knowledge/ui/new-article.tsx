import { useNavigate } from '@tanstack/react-router'
import { useForm } from '#agent/settings-screen/use-form.ts'
import { FormDialog } from '#agent/kit/form-dialog.tsx'
import { Select, TextField } from '#agent/kit/field.tsx'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import { useCategories, wayOf } from './use-article-list.ts'
import { localeName } from './words.ts'

type NewProps = {
  brand: { id: number }
  categoryId: number | null
  audience: 'public' | 'staff'
  onClose: () => void
}

/** Only what has to be known before one writes; Enter leads into the editor. */
export function NewArticle({ brand, categoryId, audience, onClose }: NewProps) {
  const go = useNavigate()
  const categories = useCategories(brand.id).data?.items ?? []
  const initial = {
    title: '',
    sourceLocale: getLocale(),
    categoryId: categoryId ? String(categoryId) : '',
    audience,
  }
  const form = useForm('POST /api/articles', initial, {
    stale: ['GET /api/articles', 'GET /api/article-categories'],
    onDone: ({ id, sourceLocale }) =>
      void go({ to: '/knowledge/$id', params: { id: String(id) }, search: { locale: sourceLocale } }),
  })
  const { title, sourceLocale } = form.values
  const begin = () =>
    form.tell({
      body: {
        brandId: brand.id,
        title: title.trim(),
        sourceLocale,
        audience: form.values.audience,
        categoryId: form.values.categoryId ? Number(form.values.categoryId) : null,
      },
    })
  return (
    <FormDialog
      title={m.knowledge_new()}
      save={m.knowledge_new_write()}
      isBusy={form.isBusy}
      error={form.errorBesides('title')}
      onSave={begin}
      onClose={onClose}
    >
      <TextField
        name={m.knowledge_new_title()}
        hint={m.knowledge_new_title_hint()}
        autoFocus
        maxLength={200}
        {...form.text('title')}
      />
      <div className="grid grid-cols-2 gap-4 max-phone:grid-cols-1">
        <Select
          name={m.knowledge_source_language()}
          choices={(['ja', 'en'] as const).map((value) => ({ value, name: localeName(value) }))}
          {...form.text('sourceLocale')}
        />
        <Select
          name={m.knowledge_audience()}
          choices={[
            { value: 'public', name: m.knowledge_audience_public() },
            { value: 'staff', name: m.knowledge_audience_staff() },
          ]}
          {...form.text('audience')}
        />
      </div>
      <Select
        name={m.knowledge_category()}
        choices={[
          { value: '', name: m.knowledge_category_none() },
          ...categories.map(({ id }) => ({ value: String(id), name: wayOf(categories, id) ?? '' })),
        ]}
        {...form.text('categoryId')}
      />
    </FormDialog>
  )
}
