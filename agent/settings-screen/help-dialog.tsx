import { useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { m } from '#texts'
import type { Brand } from '#people/brands/contract.ts'
import { Problem, upload } from '../api.ts'
import { useTell } from '../ask.ts'
import { Button } from '../kit/button.tsx'
import { TextField } from '../kit/field.tsx'
import { FormDialog } from '../kit/form-dialog.tsx'
import { useForm } from './use-form.ts'

const stale = ['GET /api/brands'] as const

/** What customers see of a brand's help centre besides its articles: the logo, and the name it is reached under. */
export function HelpDialog({ brand, onClose }: { brand: Brand; onClose: () => void }) {
  const form = useForm(
    'PATCH /api/brands/{id}',
    { helpDomain: brand.settings.helpDomain ?? '' },
    { stale, onDone: onClose },
  )
  const domain = form.values.helpDomain.trim().toLowerCase()
  const save = () =>
    form.tell({ params: { id: brand.id }, body: { settings: { helpDomain: domain || null } } })
  return (
    <FormDialog
      title={m.settings_help_of({ brand: brand.name })}
      width={620}
      isBusy={form.isBusy}
      error={form.errorBesides('settings.helpDomain')}
      onSave={save}
      onClose={onClose}
    >
      <Logo brand={brand} />
      <TextField
        name={m.settings_help_domain()}
        placeholder="help.brand.example"
        autoComplete="off"
        spellCheck={false}
        {...form.text('helpDomain')}
        error={form.errorAt('settings.helpDomain')}
        hint={m.settings_help_domain_hint()}
      />
      {domain !== '' && <Dns domain={domain} />}
      <p className="flex gap-4 text-list">
        <a className="underline" href={`/help/${brand.slug}/ja`} target="_blank" rel="noreferrer">
          {m.settings_help_open_ja()}
        </a>
        <a className="underline" href={`/help/${brand.slug}/en`} target="_blank" rel="noreferrer">
          {m.settings_help_open_en()}
        </a>
      </p>
    </FormDialog>
  )
}

function Dns({ domain }: { domain: string }) {
  return (
    <div className="grid gap-1">
      <div className="text-small font-semibold text-ink2">{m.settings_help_dns()}</div>
      <pre className="overflow-x-auto rounded-[7px] border border-line bg-paper2 px-2.5 py-2 text-small">
        {`${domain}.  CNAME  ${window.location.hostname}.`}
      </pre>
      <div className="text-small text-ink3">{m.settings_help_dns_about()}</div>
    </div>
  )
}

function Logo({ brand }: { brand: Brand }) {
  const [logo, setLogo] = useState(brand.logo)
  const [error, setError] = useState<string>()
  const input = useRef<HTMLInputElement>(null)
  const client = useQueryClient()
  const removing = useTell('DELETE /api/brands/{id}/logo', { stale })
  const choose = async (file: File | undefined) => {
    if (!file) return
    setError(undefined)
    try {
      const changed = (await upload(`/api/brands/${brand.id}/logo`, file)) as Brand
      setLogo(changed.logo)
      await client.invalidateQueries({ queryKey: [stale[0]] })
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem
      setError(problem.message)
    }
  }
  const remove = () => removing.mutate({ params: { id: brand.id } }, { onSuccess: () => setLogo(null) })
  return (
    <div className="grid gap-2" role="group" aria-label={m.settings_help_logo()}>
      <div className="text-small font-semibold text-ink2">{m.settings_help_logo()}</div>
      {logo ? (
        <img
          src={logo}
          alt={brand.name}
          className="h-12 max-w-60 justify-self-start rounded border border-line bg-white object-contain p-2"
        />
      ) : (
        <p className="text-small text-ink3">{m.settings_help_logo_none()}</p>
      )}
      <div className="flex gap-2">
        <Button onClick={() => input.current?.click()}>{m.settings_help_logo_choose()}</Button>
        {logo && (
          <Button look="quiet" onClick={remove}>
            {m.settings_help_logo_remove()}
          </Button>
        )}
      </div>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/webp,image/svg+xml"
        aria-label={m.settings_help_logo_choose()}
        onChange={(event) => {
          void choose(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      <div
        role={error ? 'alert' : undefined}
        className={error ? 'text-small text-shu' : 'text-small text-ink3'}
      >
        {error ?? m.settings_help_logo_hint()}
      </div>
    </div>
  )
}
