import { Button, IconButton } from '#agent/kit/button.tsx'
import { cx } from '#agent/kit/classes.ts'
import { Icon } from '#agent/kit/icon.tsx'
import { m } from '#texts'
import { deepest, type DraftAsked, type DraftGroup, type Way } from './draft.ts'
import { emptyOf, type Parts } from './parts.ts'
import { PlainSelect } from './plain-select.tsx'
import { useFocus } from './use-focus.ts'
import { ValueField } from './value-field.tsx'

type Mistake = (place: string) => string | undefined
type Shared = { parts: Parts; mistakeAt: Mistake }

/** Conditions that belong together; a group may stand in a group. */
export function GroupField({
  group,
  place,
  depth = 1,
  isFresh = false,
  onChange,
  onRemove,
  ...shared
}: Shared & {
  group: DraftGroup
  place: string
  depth?: number
  isFresh?: boolean
  onChange: (group: DraftGroup) => void
  onRemove?: () => void
}) {
  const focus = useFocus()
  const put = (of: DraftGroup['of']) => onChange({ ...group, of })
  const first = shared.parts.conditions[0]
  const add = () => {
    if (!first) return
    const value = emptyOf(first.takes, shared.parts.choices)
    put([...group.of, { id: focus.freshId(), condition: first.key, not: false, value }])
  }
  return (
    <fieldset
      className={cx(
        'min-w-0 rounded-[9px]',
        depth > 1 && 'border border-line bg-mat/50 px-3 pt-2 pb-3 max-phone:px-2',
      )}
    >
      <legend className="sr-only">{m.rules_conditions()}</legend>
      <div className="flex items-center gap-2">
        <PlainSelect
          name={m.rules_which_hold()}
          value={group.way}
          autoFocus={isFresh}
          choices={[
            { value: 'all', name: m.rules_way_all() },
            { value: 'any', name: m.rules_way_any() },
            { value: 'none', name: m.rules_way_none() },
          ]}
          onChange={(way) => onChange({ ...group, way: way as Way })}
        />
        {onRemove && (
          <IconButton name={m.rules_remove_group()} onClick={onRemove}>
            <Icon name="close" />
          </IconButton>
        )}
      </div>
      {group.of.length > 0 && (
        <ul className="mt-2 grid gap-2 border-l-2 border-line pl-3 max-phone:pl-2">
          {group.of.map((one, at) => {
            const where = `${place}.${group.way}.${at}`
            const change = (next: DraftAsked | DraftGroup) =>
              put(group.of.map((other) => (other === one ? next : other)))
            const remove = () => {
              put(group.of.filter((other) => other !== one))
              focus.tookAway()
            }
            const its = { isFresh: focus.isFresh(one.id), place: where, onChange: change, onRemove: remove }
            return (
              <li key={one.id} className="min-w-0">
                {'condition' in one ? (
                  <ConditionLine {...shared} {...its} asked={one} />
                ) : (
                  <GroupField {...shared} {...its} group={one} depth={depth + 1} />
                )}
              </li>
            )
          })}
        </ul>
      )}
      <div className="mt-2 flex flex-wrap gap-1.5">
        <Button ref={focus.adding} icon={<Icon name="plus" />} onClick={add}>
          {m.rules_add_condition()}
        </Button>
        {depth < deepest && (
          <Button
            look="quiet"
            onClick={() => put([...group.of, { id: focus.freshId(), way: 'any', of: [] }])}
          >
            {m.rules_add_group()}
          </Button>
        )}
      </div>
    </fieldset>
  )
}

function ConditionLine({
  asked,
  place,
  parts,
  mistakeAt,
  isFresh,
  onChange,
  onRemove,
}: Shared & {
  asked: DraftAsked
  place: string
  isFresh: boolean
  onChange: (asked: DraftAsked) => void
  onRemove: () => void
}) {
  const condition = parts.conditions.find((one) => one.key === asked.condition)
  const mistake = mistakeAt(place)
  const pick = (key: string) => {
    const picked = parts.conditions.find((one) => one.key === key)
    if (picked)
      onChange({ ...asked, condition: key, not: false, value: emptyOf(picked.takes, parts.choices) })
  }
  return (
    <div>
      <div className="flex min-w-0 flex-wrap items-center gap-1.5">
        <PlainSelect
          name={m.rules_what_is_asked()}
          value={asked.condition}
          autoFocus={isFresh}
          isInvalid={mistake !== undefined}
          choices={parts.conditions.map(({ key, name }) => ({ value: key, name }))}
          onChange={pick}
        />
        {condition && (
          <>
            <PlainSelect
              name={m.rules_how_compared({ name: condition.name })}
              value={asked.not ? 'not' : 'is'}
              choices={comparing(condition.takes.kind)}
              onChange={(next) => onChange({ ...asked, not: next === 'not' })}
            />
            <ValueField
              key={asked.condition}
              field={condition.takes}
              name={condition.name}
              value={asked.value}
              choices={parts.choices}
              onChange={(value) => onChange({ ...asked, value })}
            />
          </>
        )}
        <IconButton name={m.rules_remove_condition({ name: condition?.name ?? '' })} onClick={onRemove}>
          <Icon name="close" />
        </IconButton>
      </div>
      {mistake && (
        <p role="alert" className="mt-1 text-small text-shu">
          {mistake}
        </p>
      )}
    </div>
  )
}

function comparing(kind: string): { value: string; name: string }[] {
  const words: Record<string, [string, string]> = {
    words: [m.rules_contains(), m.rules_contains_not()],
    nothing: [m.rules_yes(), m.rules_no()],
  }
  const [is, not] = words[kind] ?? [m.rules_equals(), m.rules_equals_not()]
  return [
    { value: 'is', name: is },
    { value: 'not', name: not },
  ]
}
