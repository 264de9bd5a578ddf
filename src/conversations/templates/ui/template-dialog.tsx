import { useRef, useState } from 'react'
import type { Reply } from '#agent/api.ts'
import { useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { TextField } from '#agent/kit/field.tsx'
import { FormDialog } from '#agent/kit/form-dialog.tsx'
import { useForm } from '#agent/settings-screen/use-form.ts'
import type { Locale } from '#platform/locale.ts'
import { m } from '#texts'
import { ActionsField } from './actions-field.tsx'
import { PlaceholderPalette } from './placeholder-palette.tsx'
import { Preview } from './preview.tsx'
import { type Place, TwinField } from './twin-field.tsx'

type Template = Reply<'GET /api/templates'>['items'][number]
const stale = ['GET /api/templates'] as const

/** Both languages side by side: one template, two texts, and what happens when it is sent. */
export function TemplateDialog({
  brandId,
  folders,
  template,
  onClose,
}: {
  brandId: number
  folders: readonly string[]
  template: Template | undefined
  onClose: () => void
}) {
  const { form, save } = useSaving(brandId, template, onClose)
  const [placing, setPlacing] = useState<Locale>()
  const places = { ja: useRef<Place>(null), en: useRef<Place>(null) }
  const actionsError = form.values.actions.map((_, at) => form.errorAt(`actions.${at}`)).find(Boolean)
  const besides = form.values.actions.map((_, at) => `actions.${at}`)
  return (
    <FormDialog
      title={template?.name ?? m.settings_template_new()}
      width={980}
      isBusy={form.isBusy}
      error={form.errorBesides('name', 'folder', 'shortcut', 'keywords', 'textJa', 'textEn', ...besides)}
      onSave={save}
      onClose={onClose}
    >
      <div className="grid grid-cols-[1.4fr_1fr_140px_1fr] gap-4 max-phone:grid-cols-2 max-phone:gap-3">
        <div className="max-phone:col-span-2">
          <TextField name={m.settings_name()} required autoFocus {...form.text('name')} />
        </div>
        <TextField
          name={m.templates_folder()}
          list="template-folders"
          hint={m.templates_folder_hint()}
          {...form.text('folder')}
        />
        <TextField
          name={m.settings_shortcut()}
          hint={m.templates_shortcut_hint()}
          {...form.text('shortcut')}
        />
        <div className="max-phone:col-span-2">
          <TextField
            name={m.templates_keywords()}
            hint={m.templates_keywords_hint()}
            {...form.text('keywords')}
          />
        </div>
        <datalist id="template-folders">
          {folders.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </datalist>
      </div>
      {template?.staleTwin && <StaleLine template={template} onDone={onClose} />}
      <div className="grid grid-cols-2 gap-4 max-phone:grid-cols-1">
        {(['ja', 'en'] as const).map((locale) => (
          <TwinField
            key={locale}
            locale={locale}
            place={places[locale]}
            isStale={template?.staleTwin === locale}
            onPlaceholder={() => setPlacing(locale)}
            {...form.text(locale === 'ja' ? 'textJa' : 'textEn')}
          />
        ))}
      </div>
      <Preview brandId={brandId} textJa={form.values.textJa} textEn={form.values.textEn} />
      <ActionsField
        brandId={brandId}
        actions={form.values.actions}
        error={actionsError}
        onChange={(actions) => form.set('actions', actions)}
      />
      {placing && (
        <PlaceholderPalette
          brandId={brandId}
          onClose={() => setPlacing(undefined)}
          onPick={(name) => {
            const key = placing === 'ja' ? 'textJa' : 'textEn'
            form.set(key, places[placing].current?.with(`{{${name}}}`) ?? form.values[key])
          }}
        />
      )}
    </FormDialog>
  )
}

function useSaving(brandId: number, template: Template | undefined, onClose: () => void) {
  const initial = {
    name: template?.name ?? '',
    folder: template?.folder ?? '',
    shortcut: template?.shortcut ?? '',
    keywords: template?.keywords ?? '',
    textJa: template?.textJa ?? '',
    textEn: template?.textEn ?? '',
    actions: template?.actions ?? [],
  }
  const create = useForm('POST /api/templates', initial, { stale, onDone: onClose })
  const change = useForm('PATCH /api/templates/{id}', initial, { stale, onDone: onClose })
  const form = template ? change : create
  const body = { ...form.values, shortcut: form.values.shortcut.replace(/^[;；]/, '') || null }
  const save = () =>
    template
      ? change.tell({ params: { id: template.id }, body })
      : create.tell({ body: { ...body, brandId } })
  return { form, save }
}

/** The language left behind: change it below, or say that it is right as it is. */
function StaleLine({ template, onDone }: { template: Template; onDone: () => void }) {
  const check = useTell('POST /api/templates/{id}/twin-check', { stale, onDone })
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-[8px] bg-kohaku-soft px-3 py-2 text-small text-kohaku">
      <span className="min-w-0 flex-1">
        {template.staleTwin === 'ja' ? m.templates_look_at_ja() : m.templates_look_at_en()}
      </span>
      <Button isBusy={check.isPending} onClick={() => check.mutate({ params: { id: template.id } })}>
        {m.templates_still_right()}
      </Button>
    </div>
  )
}
