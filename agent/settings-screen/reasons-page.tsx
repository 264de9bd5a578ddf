import { useState } from 'react'
import { m } from '#texts'
import { useAsk, useTell } from '../ask.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { TextField } from '../kit/field.tsx'
import { useMe } from '../me.ts'
import { FormDialog } from './form-dialog.tsx'
import { Page, Row, Rows } from './page.tsx'
import { useForm } from './use-form.ts'

type Reason = {
  id: number
  slug: string
  nameEn: string
  nameJa: string
  position: number
  isArchived: boolean
}
const stale = ['GET /api/contact-reasons'] as const

export default function ReasonsPage() {
  const me = useMe()
  const asked = useAsk('GET /api/contact-reasons', { query: {} })
  const [dialog, setDialog] = useState<Reason | 'new'>()
  const change = useTell('PATCH /api/contact-reasons/{id}', { stale })
  const add = (
    <Button look="primary" onClick={() => setDialog('new')}>
      {m.settings_reason_new()}
    </Button>
  )
  return (
    <Page title={m.settings_reasons()} intro={m.settings_reasons_intro()} action={add}>
      <Rows asked={asked} empty={m.settings_reasons_none()}>
        {(reason) => (
          <Row
            key={reason.id}
            name={me?.locale === 'ja' ? reason.nameJa : reason.nameEn}
            about={me?.locale === 'ja' ? reason.nameEn : reason.nameJa}
            marks={reason.isArchived && <Chip>{m.settings_archived()}</Chip>}
          >
            <Button onClick={() => setDialog(reason)}>{m.settings_change()}</Button>
            <Button
              look="quiet"
              onClick={() =>
                change.mutate({ params: { id: reason.id }, body: { isArchived: !reason.isArchived } })
              }
            >
              {reason.isArchived ? m.settings_unarchive() : m.settings_archive()}
            </Button>
          </Row>
        )}
      </Rows>
      {dialog && (
        <ReasonDialog reason={dialog === 'new' ? undefined : dialog} onClose={() => setDialog(undefined)} />
      )}
    </Page>
  )
}

function ReasonDialog({ reason, onClose }: { reason: Reason | undefined; onClose: () => void }) {
  const me = useMe()
  const initial = { slug: '', nameJa: reason?.nameJa ?? '', nameEn: reason?.nameEn ?? '' }
  const create = useForm('POST /api/contact-reasons', initial, { stale, onDone: onClose })
  const change = useForm('PATCH /api/contact-reasons/{id}', initial, { stale, onDone: onClose })
  const form = reason ? change : create
  const { slug, nameEn, nameJa } = form.values
  const save = () =>
    reason
      ? change.tell({ params: { id: reason.id }, body: { nameEn, nameJa } })
      : create.tell({ body: { brandId: me?.brands[0]?.id ?? 0, slug, nameEn, nameJa } })
  return (
    <FormDialog
      title={reason ? reason.nameJa : m.settings_reason_new()}
      isBusy={form.isBusy}
      error={form.errorBesides('slug', 'nameEn', 'nameJa')}
      onSave={save}
      onClose={onClose}
    >
      <TextField name="日本語" required autoFocus {...form.text('nameJa')} />
      <TextField name="English" required {...form.text('nameEn')} />
      {!reason && (
        <TextField
          name={m.settings_slug()}
          required
          pattern="[a-z0-9][a-z0-9\-]*"
          hint={m.settings_slug_hint()}
          {...form.text('slug')}
        />
      )}
    </FormDialog>
  )
}
