import { Check, Select, TextArea, TextField } from '#agent/kit/field.tsx'
import { FormDialog } from '#agent/kit/form-dialog.tsx'
import { useForm } from '#agent/settings-screen/use-form.ts'
import { localeChoices, zoneChoices } from '#agent/settings-screen/choices.ts'
import { m } from '#texts'
import type { CustomerPage } from '../contract.ts'

/** What we know of a customer, to be put right. */
export function CustomerDialog({ customer, onClose }: { customer: CustomerPage; onClose: () => void }) {
  const form = useForm(
    'PATCH /api/customers/{id}',
    {
      name: customer.name,
      language: customer.language ?? '',
      country: customer.country ?? '',
      region: customer.region ?? '',
      timeZone: customer.timeZone ?? '',
      note: customer.note,
      isBlocked: customer.isBlocked,
    },
    { stale: ['GET /api/customers/{id}', 'GET /api/customers', 'GET /api/conversations'], onDone: onClose },
  )
  const v = form.values
  const save = () =>
    form.tell({
      params: { id: customer.id },
      body: {
        name: v.name,
        language: v.language === '' ? null : (v.language as 'ja' | 'en'),
        country: v.country.trim().toUpperCase() || null,
        region: v.region || null,
        timeZone: v.timeZone || null,
        note: v.note,
        isBlocked: v.isBlocked,
      },
    })
  const unknown = { value: '', name: m.customers_unknown() }
  return (
    <FormDialog
      title={m.customers_change()}
      isBusy={form.isBusy}
      error={form.errorBesides('name', 'country')}
      onSave={save}
      onClose={onClose}
    >
      <TextField name={m.settings_name()} autoFocus {...form.text('name')} />
      <div className="grid grid-cols-2 gap-4 max-phone:grid-cols-1">
        <Select
          name={m.customers_language()}
          choices={[unknown, ...localeChoices]}
          {...form.text('language')}
        />
        <Select
          name={m.settings_time_zone()}
          choices={[unknown, ...zoneChoices]}
          {...form.text('timeZone')}
        />
        <TextField
          name={m.customers_country()}
          hint={m.customers_country_hint()}
          maxLength={2}
          {...form.text('country')}
        />
        <TextField name={m.customers_region()} {...form.text('region')} />
      </div>
      <TextArea name={m.customers_note()} rows={4} {...form.text('note')} />
      <Check
        name={m.customers_block()}
        hint={m.customers_block_hint()}
        checked={v.isBlocked}
        onChange={(event) => form.set('isBlocked', event.target.checked)}
      />
    </FormDialog>
  )
}
