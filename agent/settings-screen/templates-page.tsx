import { useState } from 'react'
import { placeholders } from '#conversations/templates/placeholder-contract.ts'
import { m } from '#texts'
import { useAsk, useTell } from '../ask.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { TextArea, TextField } from '../kit/field.tsx'
import { useMe } from '../me.ts'
import { askFirst } from './ask-first.tsx'
import { FormDialog } from './form-dialog.tsx'
import { Page, Row, Rows } from './page.tsx'
import { useForm } from './use-form.ts'

type Template = {
  id: number
  name: string
  shortcut: string | null
  textEn: string
  textJa: string
  used: number
}
const stale = ['GET /api/templates'] as const
const names = Object.keys(placeholders)
  .map((name) => `{{${name}}}`)
  .join(' ')

export default function TemplatesPage() {
  const me = useMe()
  const brandId = me?.brands[0]?.id ?? 0
  const asked = useAsk('GET /api/templates', { query: { limit: 200 } })
  const [dialog, setDialog] = useState<Template | 'new'>()
  const remove = useTell('DELETE /api/templates/{id}', { stale })
  const add = (
    <Button look="primary" onClick={() => setDialog('new')}>
      {m.settings_template_new()}
    </Button>
  )
  return (
    <Page title={m.settings_templates()} intro={m.settings_templates_intro()} action={add}>
      <Rows asked={asked} empty={m.settings_templates_none()}>
        {(template) => (
          <Row
            key={template.id}
            name={template.name}
            about={
              <span className="line-clamp-1">{me?.locale === 'ja' ? template.textJa : template.textEn}</span>
            }
            marks={
              <>
                {template.shortcut && <Chip tone="ai">;{template.shortcut}</Chip>}
                {(template.textEn === '') !== (template.textJa === '') && (
                  <Chip tone="kohaku">{m.settings_twin_missing()}</Chip>
                )}
              </>
            }
          >
            <span className="text-small text-ink3">{m.settings_used({ count: template.used })}</span>
            <Button onClick={() => setDialog(template)}>{m.settings_change()}</Button>
            <Button
              look="danger"
              onClick={() =>
                askFirst({
                  title: m.settings_sure_delete({ name: template.name }),
                  about: m.settings_sure_template(),
                  name: m.settings_delete(),
                  run: () => remove.mutate({ params: { id: template.id } }),
                })
              }
            >
              {m.settings_delete()}
            </Button>
          </Row>
        )}
      </Rows>
      {dialog && (
        <TemplateDialog
          brandId={brandId}
          template={dialog === 'new' ? undefined : dialog}
          onClose={() => setDialog(undefined)}
        />
      )}
    </Page>
  )
}

type TemplateDialogProps = { brandId: number; template: Template | undefined; onClose: () => void }

/** Both languages side by side: one template, two texts. */
function TemplateDialog({ brandId, template, onClose }: TemplateDialogProps) {
  const initial = {
    name: template?.name ?? '',
    shortcut: template?.shortcut ?? '',
    textJa: template?.textJa ?? '',
    textEn: template?.textEn ?? '',
  }
  const create = useForm('POST /api/templates', initial, { stale, onDone: onClose })
  const change = useForm('PATCH /api/templates/{id}', initial, { stale, onDone: onClose })
  const form = template ? change : create
  const body = { ...form.values, shortcut: form.values.shortcut || null }
  const save = () =>
    template
      ? change.tell({ params: { id: template.id }, body })
      : create.tell({ body: { ...body, brandId } })
  return (
    <FormDialog
      title={template?.name ?? m.settings_template_new()}
      width={760}
      isBusy={form.isBusy}
      error={form.errorBesides('name', 'shortcut', 'textJa', 'textEn')}
      onSave={save}
      onClose={onClose}
    >
      <div className="grid grid-cols-[1fr_160px] gap-4 max-phone:grid-cols-1">
        <TextField name={m.settings_name()} required autoFocus {...form.text('name')} />
        <TextField name={m.settings_shortcut()} {...form.text('shortcut')} />
      </div>
      <div className="grid grid-cols-2 gap-4 max-phone:grid-cols-1">
        <TextArea name="日本語" lang="ja" rows={10} {...form.text('textJa')} />
        <TextArea name="English" lang="en" rows={10} {...form.text('textEn')} />
      </div>
      <p className="text-small text-ink3">{names}</p>
    </FormDialog>
  )
}
