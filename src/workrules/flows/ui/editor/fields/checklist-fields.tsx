import { m } from '#texts'
import type { StepOf } from '../../../graph.ts'
import { freeKey } from '../draft.ts'
import { BothFields } from './both-fields.tsx'
import { Lines } from './lines.tsx'
import { MaybeSpan } from './span-fields.tsx'

type Checklist = StepOf<'checklist'>

/** What has to be ticked before the flow goes on. */
export function ChecklistFields({
  step,
  onChange,
}: {
  step: Checklist
  onChange: (step: Checklist) => void
}) {
  const { items } = step
  const put = (more: Partial<Checklist>) => onChange({ ...step, ...more })
  return (
    <>
      <Lines
        title={m.flows_items()}
        items={items}
        add={m.flows_add_item()}
        removeName={(number) => m.flows_remove_item({ number })}
        onAdd={() => {
          const key = freeKey(
            items.map((one) => one.key),
            'item',
          )
          put({ items: [...items, { key, text: { en: '', ja: '' } }] })
        }}
        onRemove={(gone) => put({ items: items.filter((one) => one !== gone) })}
      >
        {(item, at) => (
          <BothFields
            name={m.flows_item({ number: at + 1 })}
            text={item.text}
            onChange={(text) => put({ items: items.map((one) => (one === item ? { ...one, text } : one)) })}
          />
        )}
      </Lines>
      <MaybeSpan
        offer={m.flows_waits_at_most()}
        name={m.flows_how_long()}
        span={step.atMost}
        usual={1_440}
        onChange={(atMost) => put({ atMost })}
      />
    </>
  )
}
