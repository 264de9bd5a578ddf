import { m } from '#texts'
import { type Reason, reasonName, wayOf } from '../../src/conversations/ui/reasons.ts'
import { priorities, priorityName } from '../../src/conversations/ui/words.ts'
import { Check, Select, TextField } from '../kit/field.tsx'
import { FormDialog } from '../kit/form-dialog.tsx'
import { depthOf, heightOf } from './places.ts'
import { ReasonBelongings } from './reason-belongings.tsx'
import { ReasonForm } from './reason-form.tsx'
import { reasonLevels } from './reason-levels.ts'
import { useForm } from './use-form.ts'

type DialogProps = {
  brandId: number
  reason: Reason | undefined
  /** The one a new reason belongs to. */
  under: number | null
  reasons: readonly Reason[]
  onClose: () => void
}
const stale = ['GET /api/contact-reasons'] as const

/** A reason in both languages, its place in the tree, and what is asked and set with it. */
export function ReasonDialog({ brandId, reason, under, reasons, onClose }: DialogProps) {
  const initial = {
    nameJa: reason?.nameJa ?? '',
    nameEn: reason?.nameEn ?? '',
    // Follows the English name until somebody writes one.
    slug: undefined as string | undefined,
    parentId: String(reason?.parentId ?? under ?? ''),
    defaultPriority: (reason?.defaultPriority ?? '') as NonNullable<Reason['defaultPriority']> | '',
    isOffered: reason?.isOffered ?? true,
    fields: reason?.fields ?? [],
  }
  const create = useForm('POST /api/contact-reasons', initial, { stale, onDone: onClose })
  const change = useForm('PATCH /api/contact-reasons/{id}', initial, { stale, onDone: onClose })
  const form = reason ? change : create
  const { nameEn, nameJa, fields, isOffered } = form.values
  const parentId = form.values.parentId === '' ? null : Number(form.values.parentId)
  const slug = form.values.slug ?? slugFrom(nameEn)
  const save = () => {
    const defaultPriority = form.values.defaultPriority || null
    const body = { nameEn, nameJa, parentId, defaultPriority, isOffered, fields }
    if (reason) change.tell({ params: { id: reason.id }, body })
    else create.tell({ body: { ...body, brandId, slug } })
  }
  return (
    <FormDialog
      title={reason ? reasonName(reason) : m.settings_reason_new()}
      width={620}
      isBusy={form.isBusy}
      error={form.errorBesides('slug', 'nameEn', 'nameJa', 'parentId')}
      onSave={save}
      onClose={onClose}
    >
      <div className="grid grid-cols-2 gap-x-4 gap-y-3 max-phone:grid-cols-1">
        <TextField name="日本語" lang="ja" required autoFocus maxLength={100} {...form.text('nameJa')} />
        <TextField name="English" lang="en" required maxLength={100} {...form.text('nameEn')} />
        <Select
          name={m.settings_reason_parent()}
          choices={[{ value: '', name: m.settings_reason_top() }, ...parentsFor(reasons, reason)]}
          {...form.text('parentId')}
        />
        <Select
          name={m.settings_reason_priority()}
          choices={[
            { value: '', name: m.settings_reason_priority_none() },
            ...priorities.map((one) => ({ value: one, name: priorityName(one) })),
          ]}
          {...form.text('defaultPriority')}
        />
      </div>
      {!reason && (
        <TextField
          name={m.settings_slug()}
          required
          pattern="[a-z0-9][a-z0-9\-]*"
          autoComplete="off"
          hint={m.settings_slug_hint()}
          {...form.text('slug')}
          value={slug}
        />
      )}
      <Check
        name={m.settings_reason_offered()}
        checked={isOffered}
        onChange={(event) => form.set('isOffered', event.target.checked)}
      />
      <ReasonForm
        brandId={brandId}
        above={reasons.find((one) => one.id === parentId)}
        reasons={reasons}
        asked={fields}
        onChange={(asked) => form.set('fields', asked)}
      />
      {reason && <ReasonBelongings reason={reason} reasons={reasons} />}
    </FormDialog>
  )
}

/** Where it may belong: under none of its own, and so that the tree stays readable. */
function parentsFor(reasons: readonly Reason[], moved: Reason | undefined) {
  const height = moved ? heightOf(reasons, moved.id) : 1
  const isOwn = (one: Reason): boolean => {
    const parent = reasons.find(({ id }) => id === one.parentId)
    return one.id === moved?.id || (parent !== undefined && isOwn(parent))
  }
  return reasons
    .filter((one) => !one.isArchived || one.id === moved?.parentId)
    .filter((one) => !isOwn(one) && depthOf(reasons, one) + 1 + height <= reasonLevels)
    .map((one) => ({ value: String(one.id), name: wayOf(reasons, one) }))
}

function slugFrom(words: string): string {
  const slug = words
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
  return slug.slice(0, 60).replace(/-+$/, '')
}
