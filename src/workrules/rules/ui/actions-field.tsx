import { Button, IconButton } from '#agent/kit/button.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { m } from '#texts'
import type { DraftDone } from './draft.ts'
import { emptyOf, type Parts } from './parts.ts'
import { PlainSelect } from './plain-select.tsx'
import { useFocus } from './use-focus.ts'
import { ValueField } from './value-field.tsx'

/** What the rule does, one after the other. */
export function ActionsField({
  actions,
  parts,
  mistakeAt,
  onChange,
}: {
  actions: DraftDone[]
  parts: Parts
  mistakeAt: (place: string) => string | undefined
  onChange: (actions: DraftDone[]) => void
}) {
  const emptied = (key: string): DraftDone['value'] =>
    Object.fromEntries(
      (parts.actions.find((one) => one.key === key)?.takes ?? []).map((field) => [
        field.key,
        emptyOf(field, parts.choices),
      ]),
    )
  const focus = useFocus()
  const put = (id: number, next: DraftDone) => onChange(actions.map((one) => (one.id === id ? next : one)))
  const add = () => {
    const key = parts.actions[0]?.key
    if (key) onChange([...actions, { id: focus.freshId(), action: key, value: emptied(key) }])
  }
  return (
    <>
      <ul className="grid gap-2">
        {actions.map((one, at) => {
          const action = parts.actions.find(({ key }) => key === one.action)
          const mistake = mistakeAt(`actions.${at}`)
          return (
            <li key={one.id} className="min-w-0">
              <div className="flex min-w-0 flex-wrap items-center gap-1.5">
                <PlainSelect
                  name={m.rules_what_is_done()}
                  value={one.action}
                  autoFocus={focus.isFresh(one.id)}
                  isInvalid={mistake !== undefined}
                  choices={parts.actions.map(({ key, name }) => ({ value: key, name }))}
                  onChange={(key) => put(one.id, { ...one, action: key, value: emptied(key) })}
                />
                {action?.takes.map((field) => (
                  <ValueField
                    key={`${one.action} ${field.key}`}
                    field={field}
                    name={action.name}
                    value={one.value[field.key] ?? null}
                    choices={parts.choices}
                    onChange={(value) => put(one.id, { ...one, value: { ...one.value, [field.key]: value } })}
                  />
                ))}
                <IconButton
                  name={m.rules_remove_action({ name: action?.name ?? '' })}
                  onClick={() => {
                    onChange(actions.filter((other) => other !== one))
                    focus.tookAway()
                  }}
                >
                  <Icon name="close" />
                </IconButton>
              </div>
              {mistake && (
                <p role="alert" className="mt-1 text-small text-shu">
                  {mistake}
                </p>
              )}
            </li>
          )
        })}
      </ul>
      <Button
        ref={focus.adding}
        className={actions.length > 0 ? 'mt-2' : undefined}
        icon={<Icon name="plus" />}
        onClick={add}
      >
        {m.rules_add_action()}
      </Button>
    </>
  )
}
