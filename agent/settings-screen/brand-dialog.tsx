import { m } from '#texts'
import type { Brand } from '#people/brands/contract.ts'
import { Select, TextArea, TextField } from '../kit/field.tsx'
import { localeChoices, zoneChoices } from './choices.ts'
import { FormDialog } from '../kit/form-dialog.tsx'
import { useForm } from './use-form.ts'

const stale = ['GET /api/brands', 'GET /api/me'] as const

export function NewBrandDialog({ onClose }: { onClose: () => void }) {
  const form = useForm(
    'POST /api/brands',
    { name: '', slug: '', locale: 'ja' as 'ja' | 'en', timeZone: 'Asia/Tokyo' },
    { stale, onDone: onClose },
  )
  return (
    <FormDialog
      title={m.settings_brand_new()}
      isBusy={form.isBusy}
      error={form.errorBesides('name', 'slug')}
      onSave={() => form.tell({ body: form.values })}
      onClose={onClose}
    >
      <TextField name={m.settings_name()} required autoFocus {...form.text('name')} />
      <TextField
        name={m.settings_slug()}
        required
        pattern="[a-z0-9][a-z0-9\-]*"
        hint={m.settings_slug_hint()}
        {...form.text('slug')}
      />
      <div className="grid grid-cols-2 gap-4 max-phone:grid-cols-1">
        <Select name={m.settings_language()} choices={localeChoices} {...form.text('locale')} />
        <Select name={m.settings_time_zone()} choices={zoneChoices} {...form.text('timeZone')} />
      </div>
    </FormDialog>
  )
}

/** How a brand calls itself, looks, and ends its mails. */
export function BrandDialog({ brand, onClose }: { brand: Brand; onClose: () => void }) {
  const { mailFooter } = brand.settings
  const form = useForm(
    'PATCH /api/brands/{id}',
    {
      name: brand.name,
      locale: brand.locale,
      timeZone: brand.timeZone,
      colour: brand.colour,
      website: brand.website ?? '',
      footerJa: mailFooter.ja,
      footerEn: mailFooter.en,
    },
    { stale, onDone: onClose },
  )
  const v = form.values
  const save = () =>
    form.tell({
      params: { id: brand.id },
      body: {
        name: v.name,
        locale: v.locale,
        timeZone: v.timeZone,
        colour: v.colour,
        website: v.website || null,
        settings: { ...brand.settings, mailFooter: { ja: v.footerJa, en: v.footerEn } },
      },
    })
  return (
    <FormDialog
      title={brand.name}
      width={620}
      isBusy={form.isBusy}
      error={form.errorBesides('name', 'colour', 'website')}
      onSave={save}
      onClose={onClose}
    >
      <div className="grid grid-cols-2 gap-4 max-phone:grid-cols-1">
        <TextField name={m.settings_name()} required {...form.text('name')} />
        <TextField
          name={m.settings_website()}
          type="url"
          placeholder="https://"
          {...form.text('website')}
          // As an address is said: without how it is fetched.
          onBlur={() =>
            /^[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)/.test(v.website) && form.set('website', `https://${v.website}`)
          }
        />
        <Select name={m.settings_language()} choices={localeChoices} {...form.text('locale')} />
        <Select name={m.settings_time_zone()} choices={zoneChoices} {...form.text('timeZone')} />
        <TextField
          name={m.settings_colour()}
          type="color"
          hint={m.settings_colour_hint()}
          {...form.text('colour')}
        />
      </div>
      <div className="grid grid-cols-2 gap-4 max-phone:grid-cols-1">
        <TextArea name={m.settings_footer_ja()} rows={3} {...form.text('footerJa')} />
        <TextArea name={m.settings_footer_en()} rows={3} {...form.text('footerEn')} />
      </div>
    </FormDialog>
  )
}
