import { m } from '#texts'
import type { StaffMember } from '#people/staff/contract.ts'
import { useAsk } from '../ask.ts'
import { Check, Select, TextField } from '../kit/field.tsx'
import { useMe } from '../me.ts'
import { localeChoices, type Role, roleChoices } from './choices.ts'
import { FormDialog } from '../kit/form-dialog.tsx'
import { useForm } from './use-form.ts'

type StaffDialogProps = {
  person: StaffMember | undefined
  onClose: () => void
  onInvited: (link: string) => void
}

/** Invites somebody, or changes who is here: name, role, brands, teams. */
export function StaffDialog({ person, onClose, onInvited }: StaffDialogProps) {
  const me = useMe()
  const stale = ['GET /api/staff', 'GET /api/colleagues'] as const
  const initial = {
    email: person?.email ?? '',
    name: person?.name ?? '',
    role: (person?.role ?? 'agent') as Role,
    locale: person?.locale ?? me?.locale ?? ('ja' as const),
    brandIds: person?.brandIds ?? me?.brands.slice(0, 1).map((one) => one.id) ?? [],
    teamIds: person?.teamIds ?? [],
  }
  const invite = useForm('POST /api/staff', initial, { stale, onDone: (reply) => onInvited(reply.link) })
  const change = useForm('PATCH /api/staff/{id}', initial, { stale, onDone: onClose })
  const form = person ? change : invite
  const teams = useAsk('GET /api/teams', { query: { limit: 200 } }).data?.items ?? []
  const { role, brandIds, teamIds, name } = form.values
  const save = () => {
    if (person) change.tell({ params: { id: person.id }, body: { name, role, brandIds, teamIds } })
    else invite.tell({ body: form.values })
  }
  return (
    <FormDialog
      title={person ? person.name : m.settings_invite()}
      save={person ? m.settings_save() : m.settings_invite_send()}
      isBusy={form.isBusy}
      error={form.errorBesides('email', 'name', 'role')}
      onSave={save}
      onClose={onClose}
    >
      {!person && (
        <TextField name={m.settings_email()} type="email" required autoFocus {...form.text('email')} />
      )}
      <TextField name={m.settings_name()} required {...form.text('name')} />
      <div className="grid grid-cols-2 gap-4 max-phone:grid-cols-1">
        <Select name={m.settings_role()} choices={roleChoices()} {...form.text('role')} />
        {!person && <Select name={m.settings_language()} choices={localeChoices} {...form.text('locale')} />}
      </div>
      <Among
        legend={m.settings_brands()}
        all={role === 'admin' ? [] : (me?.brands ?? [])}
        chosen={brandIds}
        otherwise={m.settings_admin_all_brands()}
        onChange={(chosen) => form.set('brandIds', chosen)}
      />
      <Among
        legend={m.settings_teams()}
        all={teams}
        chosen={teamIds}
        onChange={(chosen) => form.set('teamIds', chosen)}
      />
    </FormDialog>
  )
}

/** Several of a few things, ticked. */
export function Among({
  legend,
  all,
  chosen,
  otherwise,
  onChange,
}: {
  legend: string
  all: readonly { id: number; name: string }[]
  chosen: readonly number[]
  /** Said instead when there is nothing to tick. */
  otherwise?: string
  onChange: (chosen: number[]) => void
}) {
  if (all.length === 0 && !otherwise) return null
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-small font-semibold text-ink2">{legend}</legend>
      {all.length === 0 && <p className="text-list text-ink3">{otherwise}</p>}
      {all.map((one) => (
        <Check
          key={one.id}
          name={one.name}
          checked={chosen.includes(one.id)}
          onChange={(event) =>
            onChange(event.target.checked ? [...chosen, one.id] : chosen.filter((id) => id !== one.id))
          }
        />
      ))}
    </fieldset>
  )
}
