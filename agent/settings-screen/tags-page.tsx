import { useState } from 'react'
import { m } from '#texts'
import { useAsk, useTell } from '../ask.ts'
import { Button } from '../kit/button.tsx'
import { TextField } from '../kit/field.tsx'
import { askFirst } from './ask-first.tsx'
import { FormDialog } from '../kit/form-dialog.tsx'
import { Page, Row, Rows } from './page.tsx'
import { useForm } from './use-form.ts'

const stale = ['GET /api/tags', 'GET /api/conversations'] as const

export default function TagsPage() {
  const asked = useAsk('GET /api/tags', { query: { limit: 200 } })
  const [changing, setChanging] = useState<{ id: number; name: string }>()
  const remove = useTell('DELETE /api/tags/{id}', { stale })
  return (
    <Page title={m.settings_tags()} intro={m.settings_tags_intro()}>
      <Rows asked={asked} empty={m.settings_tags_none()}>
        {(tag) => (
          <Row key={tag.id} name={tag.name}>
            <Button onClick={() => setChanging(tag)}>{m.settings_rename()}</Button>
            <Button
              look="danger"
              onClick={() =>
                askFirst({
                  title: m.settings_sure_delete({ name: tag.name }),
                  about: m.settings_sure_tag(),
                  name: m.settings_delete(),
                  run: () => remove.mutate({ params: { id: tag.id } }),
                })
              }
            >
              {m.settings_delete()}
            </Button>
          </Row>
        )}
      </Rows>
      {changing && <RenameDialog tag={changing} onClose={() => setChanging(undefined)} />}
    </Page>
  )
}

function RenameDialog({ tag, onClose }: { tag: { id: number; name: string }; onClose: () => void }) {
  const form = useForm('PATCH /api/tags/{id}', { name: tag.name }, { stale, onDone: onClose })
  return (
    <FormDialog
      title={tag.name}
      isBusy={form.isBusy}
      error={form.errorBesides('name')}
      onSave={() => form.tell({ params: { id: tag.id }, body: form.values })}
      onClose={onClose}
    >
      <TextField
        name={m.settings_name()}
        required
        autoFocus
        hint={m.settings_tag_hint()}
        {...form.text('name')}
      />
    </FormDialog>
  )
}
