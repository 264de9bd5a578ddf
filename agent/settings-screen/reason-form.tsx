import { Link } from '@tanstack/react-router'
import { m } from '#texts'
import { type Reason, reasonName, wayTo } from '../../src/conversations/ui/reasons.ts'
import { fieldName, kindName } from '../../src/customers/fields/ui/words.ts'
import type { Reply } from '../api.ts'
import { useAsk } from '../ask.ts'
import { IconButton } from '../kit/button.tsx'
import { Check, Select } from '../kit/field.tsx'
import { Icon } from '../kit/icon.tsx'

type Asked = Reason['fields'][number]
type Field = Reply<'GET /api/custom-fields'>['items'][number]
type FormProps = {
  brandId: number
  /** The reason it belongs to, whose form it asks as well. */
  above: Reason | undefined
  reasons: readonly Reason[]
  asked: Asked[]
  onChange: (asked: Asked[]) => void
}

/** Which fields are asked with a reason, in their order, and which of them must be filled in. */
export function ReasonForm({ brandId, above, reasons, asked, onChange }: FormProps) {
  const query = { brandId, about: 'conversation' as const }
  const fields = useAsk('GET /api/custom-fields', { query }).data?.items ?? []
  const inherited = inheritedBy(reasons, above)
  const named = (id: number) => fields.find((field) => field.id === id)
  const free = fields.filter(
    ({ id, isArchived }) => !isArchived && !asked.some(({ fieldId }) => fieldId === id),
  )
  const up = (at: number) =>
    onChange([
      ...asked.slice(0, at - 1),
      ...asked.slice(at, at + 1),
      ...asked.slice(at - 1, at),
      ...asked.slice(at + 1),
    ])
  if (fields.length === 0)
    return (
      <p className="text-small text-ink3">
        {m.settings_reason_no_fields()}{' '}
        <Link
          to="/settings/$page"
          params={{ page: 'fields' }}
          className="text-ai underline underline-offset-2"
        >
          {m.fields_page()}
        </Link>
      </p>
    )
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-small font-semibold text-ink2">{m.fields_form()}</legend>
      <p className="text-small text-ink3">{m.settings_reason_form_hint()}</p>
      <ul className="empty:hidden border-t border-line">
        {inherited.map(({ fieldId, isRequired, from }) => {
          const field = named(fieldId)
          return field && <Inherited key={`${from.id}-${fieldId}`} {...{ field, isRequired, from }} />
        })}
        {asked.map((one, at) => {
          const field = named(one.fieldId)
          return (
            field && (
              <li key={one.fieldId} className={line}>
                <Named field={field} />
                <Check
                  name={m.settings_reason_required()}
                  aria-label={`${m.settings_reason_required()}: ${fieldName(field)}`}
                  checked={one.isRequired}
                  onChange={({ target }) => onChange(asked.with(at, { ...one, isRequired: target.checked }))}
                />
                <IconButton
                  name={`${m.settings_move_up()}: ${fieldName(field)}`}
                  disabled={at === 0}
                  onClick={() => up(at)}
                >
                  <span className="rotate-180">
                    <Icon name="down" />
                  </span>
                </IconButton>
                <IconButton
                  name={m.settings_reason_field_remove({ name: fieldName(field) })}
                  onClick={() => onChange(asked.filter((_, index) => index !== at))}
                >
                  <Icon name="close" />
                </IconButton>
              </li>
            )
          )
        })}
      </ul>
      {free.length > 0 && (
        <Select
          name={m.settings_reason_field_add()}
          value=""
          choices={[
            { value: '', name: m.settings_reason_field_choose() },
            ...free.map((field) => ({ value: String(field.id), name: fieldName(field) })),
          ]}
          onChange={({ target }) =>
            target.value && onChange([...asked, { fieldId: Number(target.value), isRequired: false }])
          }
        />
      )}
    </fieldset>
  )
}

const line = 'flex min-h-9 flex-wrap items-center gap-x-2 border-b border-line py-1 text-list'

function Named({ field }: { field: Field }) {
  return (
    <span className="min-w-0 flex-1 truncate">
      {fieldName(field)} <span className="text-small text-ink3">{kindName(field.kind)}</span>
    </span>
  )
}

function Inherited({ field, isRequired, from }: { field: Field; isRequired: boolean; from: Reason }) {
  return (
    <li className={`${line} text-ink2`}>
      <Named field={field} />
      <span className="text-small text-ink3">
        {isRequired
          ? m.settings_reason_inherited_required({ reason: reasonName(from) })
          : m.settings_reason_inherited({ reason: reasonName(from) })}
      </span>
    </li>
  )
}

/** What the reasons above ask, from the top, each field once. */
function inheritedBy(reasons: readonly Reason[], above: Reason | undefined): (Asked & { from: Reason })[] {
  const all = (above ? wayTo(reasons, above) : []).flatMap((from) =>
    from.fields.map((one) => ({ ...one, from })),
  )
  return all.filter((one, at) => all.findIndex(({ fieldId }) => fieldId === one.fieldId) === at)
}
