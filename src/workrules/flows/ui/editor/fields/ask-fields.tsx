import { Check } from '#agent/kit/field.tsx'
import { m } from '#texts'
import type { StepOf } from '../../../graph.ts'
import { freeKey } from '../draft.ts'
import { BothFields } from './both-fields.tsx'
import { Lines } from './lines.tsx'
import { MaybeSpan, SpanFields } from './span-fields.tsx'

type Ask = StepOf<'ask'>

/** What is asked, what may be chosen, and what happens without an answer. */
export function AskFields({ step, onChange }: { step: Ask; onChange: (step: Ask) => void }) {
  const put = (more: Partial<Ask>) => onChange({ ...step, ...more })
  const { choices, remind } = step
  return (
    <>
      <div>
        <BothFields name={m.flows_question()} text={step.text} rows={6} onChange={(text) => put({ text })} />
        <p className="mt-1 text-small text-ink3">
          {m.flows_question_hint({
            greeting: '{{customer.greeting}}',
            customer: '{{customer.name}}',
            number: '{{number}}',
            order: '{{order.number}}',
          })}
        </p>
      </div>
      <Lines
        title={m.flows_choices()}
        items={choices}
        add={m.flows_add_choice()}
        removeName={(number) => m.flows_remove_choice({ number })}
        onAdd={() => {
          const key = freeKey(
            choices.map((one) => one.key),
            'choice',
          )
          put({ choices: [...choices, { key, label: { en: '', ja: '' } }] })
        }}
        onRemove={(gone) => put({ choices: choices.filter((one) => one !== gone) })}
      >
        {(choice, at) => (
          <BothFields
            name={m.flows_choice({ number: at + 1 })}
            text={choice.label}
            onChange={(label) =>
              put({ choices: choices.map((one) => (one === choice ? { ...one, label } : one)) })
            }
          />
        )}
      </Lines>
      <div className="grid gap-2">
        <Check
          name={m.flows_reminds()}
          checked={remind !== null}
          onChange={({ target }) =>
            put({
              remind: target.checked ? { minutes: 2_880, clock: 'always', text: { en: '', ja: '' } } : null,
            })
          }
        />
        {remind && (
          <div className="grid gap-2.5 pl-6">
            <SpanFields
              name={m.flows_remind_after()}
              span={remind}
              onChange={(span) => put({ remind: { ...remind, ...span } })}
            />
            <BothFields
              name={m.flows_remind_text()}
              text={remind.text}
              rows={3}
              onChange={(text) => put({ remind: { ...remind, text } })}
            />
          </div>
        )}
      </div>
      <MaybeSpan
        offer={m.flows_gives_up()}
        name={m.flows_give_up_after()}
        span={step.giveUp}
        usual={7_200}
        onChange={(giveUp) => put({ giveUp })}
      />
    </>
  )
}
