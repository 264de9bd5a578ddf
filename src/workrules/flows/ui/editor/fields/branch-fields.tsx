import { Check, Select, TextField } from '#agent/kit/field.tsx'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import type { StepOf } from '../../../graph.ts'
import { outcomeName, stepName } from '../../../names.ts'
import { freeKey, type Graph } from '../draft.ts'
import { ConditionsField } from './conditions-field.tsx'
import { Lines } from './lines.tsx'

type Branch = StepOf<'branch'>
type Way = Branch['ways'][number]

/** The ways of a branch: the first that fits is gone. */
export function BranchFields({
  step,
  graph,
  brandId,
  onChange,
}: {
  step: Branch
  graph: Graph
  brandId: number
  onChange: (step: Branch) => void
}) {
  const put = (ways: Way[]) => onChange({ ...step, ways })
  const change = (way: Way, more: Partial<Way>) =>
    put(step.ways.map((one) => (one === way ? { ...one, ...more } : one)))
  return (
    <Lines
      title={m.flows_ways()}
      items={step.ways}
      add={m.flows_add_way()}
      removeName={(number) => m.flows_remove_way({ number })}
      onAdd={() => {
        const key = freeKey(
          step.ways.map((one) => one.key),
          'way',
        )
        put([...step.ways, { key, name: '', conditions: { all: [] }, answered: null }])
      }}
      onRemove={(gone) => put(step.ways.filter((one) => one !== gone))}
    >
      {(way, at) => (
        <div className="grid gap-2 border-l-2 border-line pl-2.5">
          <TextField
            name={m.flows_way({ number: at + 1 })}
            value={way.name}
            maxLength={80}
            onChange={({ target }) => change(way, { name: target.value })}
          />
          <AnsweredFields way={way} graph={graph} onChange={(answered) => change(way, { answered })} />
          <ConditionsField
            conditions={way.conditions}
            brandId={brandId}
            onChange={(conditions) => change(way, { conditions })}
          />
        </div>
      )}
    </Lines>
  )
}

/** What the customer must have answered, where a step before has asked. */
function AnsweredFields({
  way,
  graph,
  onChange,
}: {
  way: Way
  graph: Graph
  onChange: (answered: Way['answered']) => void
}) {
  const locale = getLocale() === 'ja' ? 'ja' : 'en'
  const asks = graph.steps.filter((one) => one.kind === 'ask').filter((one) => one.choices.length > 0)
  const asked = asks.find((one) => one.id === way.answered?.step)
  if (asks.length === 0) return null
  const pick = (id: string) => {
    const step = asks.find((one) => one.id === id)
    const first = step?.choices[0]
    onChange(step && first ? { step: id, choices: [first.key] } : null)
  }
  return (
    <>
      <Select
        name={m.flows_by_answer()}
        value={way.answered?.step ?? ''}
        choices={[
          { value: '', name: m.flows_any_answer() },
          ...asks.map((one) => ({ value: one.id, name: stepName(one, locale) })),
        ]}
        onChange={({ target }) => pick(target.value)}
      />
      {asked?.choices.map(({ key }) => {
        const chosen = way.answered?.choices ?? []
        const next = chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key]
        return (
          <Check
            key={key}
            name={outcomeName(asked, key, locale)}
            checked={chosen.includes(key)}
            disabled={chosen.length === 1 && chosen.includes(key)}
            onChange={() => onChange({ step: asked.id, choices: next })}
          />
        )
      })}
    </>
  )
}
