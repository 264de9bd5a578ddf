import { useState } from 'react'
import { useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Check, Select, TextField } from '#agent/kit/field.tsx'
import { mistakeAt, mistakesBesides } from '#agent/kit/words.ts'
import { roleName } from '#agent/settings-screen/choices.ts'
import { FormDialog } from '#agent/kit/form-dialog.tsx'
import { m } from '#texts'
import { SpanField } from '../../service-levels/ui/span-field.tsx'
import type { Chain, Level } from '../contract.ts'

type Person = { id: number; name: string }
const roles = ['supervisor', 'admin', 'agent'] as const
const blank: Level = { name: '', staffIds: [], roles: [], needs: 'any', minutes: null }

/** A chain of approval: its levels one below the other, the first asked first. */
export function ChainDialog({
  brandId,
  people,
  chain,
  onClose,
}: {
  brandId: number
  people: readonly Person[]
  chain: Chain | undefined
  onClose: () => void
}) {
  const [name, setName] = useState(chain?.name ?? '')
  const [levels, setLevels] = useState<Level[]>(chain?.levels ?? [blank])
  const after = { stale: ['GET /api/approval-chains'] as const, onDone: onClose, onRefused: () => true }
  const create = useTell('POST /api/approval-chains', after)
  const change = useTell('PUT /api/approval-chains/{id}', after)
  const problem = create.error ?? change.error ?? undefined
  const fields = ['name', ...levels.flatMap((_, at) => [`levels.${at}.name`, `levels.${at}.minutes`])]
  const save = () =>
    chain
      ? change.mutate({ params: { id: chain.id }, body: { name, levels } })
      : create.mutate({ body: { brandId, name, levels } })
  return (
    <FormDialog
      title={chain ? m.authority_chain_change() : m.authority_chain_new()}
      isBusy={create.isPending || change.isPending}
      error={mistakesBesides(problem, fields)}
      onSave={save}
      onClose={onClose}
      width={560}
    >
      <TextField
        name={m.authority_chain_name()}
        required
        maxLength={100}
        value={name}
        error={mistakeAt(problem, 'name')}
        onChange={(event) => setName(event.target.value)}
      />
      {levels.map((level, at) => (
        <LevelFields
          // A level is known by its place: two may be called the same while they are written.
          // eslint-disable-next-line react/no-array-index-key
          key={at}
          number={at + 1}
          level={level}
          people={people}
          mistakeOf={(field) => mistakeAt(problem, `levels.${at}.${field}`)}
          onChange={(next) => setLevels(levels.with(at, next))}
          onRemove={levels.length > 1 ? () => setLevels(levels.toSpliced(at, 1)) : undefined}
        />
      ))}
      <div>
        <Button onClick={() => setLevels([...levels, blank])}>{m.authority_level_add()}</Button>
      </div>
    </FormDialog>
  )
}

function LevelFields({
  number,
  level,
  people,
  mistakeOf,
  onChange,
  onRemove,
}: {
  number: number
  level: Level
  people: readonly Person[]
  mistakeOf: (field: string) => string | undefined
  onChange: (level: Level) => void
  onRemove: (() => void) | undefined
}) {
  const toggled = <T,>(all: readonly T[], one: T) =>
    all.includes(one) ? all.filter((other) => other !== one) : [...all, one]
  return (
    <fieldset className="grid gap-3 border-t border-line pt-3">
      <legend className="float-left mb-1 flex w-full items-center text-small font-semibold">
        <span className="flex-1">{m.authority_level({ number })}</span>
        {onRemove && (
          <Button look="quiet" onClick={onRemove}>
            {m.authority_level_remove({ number })}
          </Button>
        )}
      </legend>
      <TextField
        name={m.authority_level_name()}
        required
        maxLength={60}
        value={level.name}
        error={mistakeOf('name')}
        onChange={(event) => onChange({ ...level, name: event.target.value })}
      />
      <Group name={m.authority_level_roles()}>
        {roles.map((role) => (
          <Check
            key={role}
            name={roleName(role)}
            checked={level.roles.includes(role)}
            onChange={() => onChange({ ...level, roles: toggled(level.roles, role) })}
          />
        ))}
      </Group>
      <Group name={m.authority_level_people()}>
        {people.map((person) => (
          <Check
            key={person.id}
            name={person.name}
            checked={level.staffIds.includes(person.id)}
            onChange={() => onChange({ ...level, staffIds: toggled(level.staffIds, person.id) })}
          />
        ))}
      </Group>
      <div className="grid grid-cols-2 gap-3 max-phone:grid-cols-1">
        <Select
          name={m.authority_level_needs()}
          value={level.needs}
          onChange={(event) => onChange({ ...level, needs: event.target.value === 'all' ? 'all' : 'any' })}
          choices={[
            { value: 'any', name: m.authority_needs_any() },
            { value: 'all', name: m.authority_needs_all() },
          ]}
        />
        <SpanField
          name={m.authority_level_time()}
          minutes={level.minutes}
          hint={m.authority_level_time_hint()}
          error={mistakeOf('minutes')}
          onChange={(minutes) => onChange({ ...level, minutes })}
        />
      </div>
    </fieldset>
  )
}

const Group = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div role="group" aria-label={name}>
    <div className="mb-1 text-small font-semibold text-ink2">{name}</div>
    <div className="flex max-h-36 flex-wrap gap-x-5 gap-y-1.5 overflow-y-auto">{children}</div>
  </div>
)
