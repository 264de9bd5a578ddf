import { useState } from 'react'
import { Select, TextField } from '#agent/kit/field.tsx'
import { FormDialog } from '#agent/kit/form-dialog.tsx'
import { useForm } from '#agent/settings-screen/use-form.ts'
import { m } from '#texts'
import type { CustomField, FieldKind } from '../contract.ts'
import { ChoiceList, type ChoiceLine, choicesFrom, linesFrom } from './choice-list.tsx'
import { chooses, fieldName, keyFrom, kindName, kinds } from './words.ts'

type DialogProps = {
  brandId: number
  field: CustomField | undefined
  about: CustomField['about']
  onClose: () => void
}
const stale = ['GET /api/custom-fields'] as const

/** A field in both languages. What it belongs to, its kind and its key are settled when it is made: values are kept under them. */
export function FieldDialog({ brandId, field, about, onClose }: DialogProps) {
  const initial = {
    about: field?.about ?? about,
    kind: field?.kind ?? ('text' as FieldKind),
    nameJa: field?.nameJa ?? '',
    nameEn: field?.nameEn ?? '',
    // Follows the English name until somebody writes one.
    key: undefined as string | undefined,
  }
  const [lines, setLines] = useState<ChoiceLine[]>(() => linesFrom(field?.choices ?? []))
  const create = useForm('POST /api/custom-fields', initial, { stale, onDone: onClose })
  const change = useForm('PATCH /api/custom-fields/{id}', initial, { stale, onDone: onClose })
  const form = field ? change : create
  const { kind, nameJa, nameEn } = form.values
  const key = form.values.key ?? keyFrom(nameEn)
  const choices = chooses({ kind }) ? choicesFrom(lines) : []
  const save = () => {
    if (field) change.tell({ params: { id: field.id }, body: { nameJa, nameEn, choices } })
    else create.tell({ body: { brandId, about: form.values.about, kind, nameJa, nameEn, key, choices } })
  }
  return (
    <FormDialog
      title={field ? fieldName(field) : m.fields_new()}
      width={560}
      isBusy={form.isBusy}
      error={form.errorBesides('nameJa', 'nameEn', 'key', 'choices')}
      onSave={save}
      onClose={onClose}
    >
      <div className="grid grid-cols-2 gap-4 max-phone:grid-cols-1">
        <TextField name="日本語" lang="ja" required autoFocus maxLength={100} {...form.text('nameJa')} />
        <TextField name="English" lang="en" required maxLength={100} {...form.text('nameEn')} />
        {!field && (
          <>
            <Select
              name={m.fields_about()}
              choices={[
                { value: 'conversation', name: m.fields_about_conversation() },
                { value: 'customer', name: m.fields_about_customer() },
              ]}
              {...form.text('about')}
            />
            <Select
              name={m.fields_kind()}
              choices={kinds.map((one) => ({ value: one, name: kindName(one) }))}
              {...form.text('kind')}
            />
          </>
        )}
      </div>
      {chooses({ kind }) && <ChoiceList lines={lines} error={form.errorAt('choices')} onChange={setLines} />}
      {field ? (
        <p className="text-small text-ink3">
          {kindName(field.kind)} · <code>{field.key}</code>
        </p>
      ) : (
        <TextField
          name={m.fields_key()}
          required
          pattern="[a-z][a-z0-9_]{0,39}"
          autoComplete="off"
          className="font-mono"
          hint={m.fields_key_hint()}
          {...form.text('key')}
          value={key}
        />
      )}
    </FormDialog>
  )
}
