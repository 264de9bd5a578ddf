import { useState } from 'react'
import { useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { whenOf } from '#agent/kit/time.ts'
import { wordsOf } from '#agent/kit/words.ts'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import { ConversationTitle } from '../../../conversations/ui/conversation-title.tsx'
import { DeedLines } from './deed-lines.tsx'
import { type Draft, sentOf } from './draft.ts'
import { PlainSelect } from './plain-select.tsx'

const numberOf = (count: number) => count.toLocaleString(getLocale())

const sizes = [50, 200, 1_000, 10_000]

/** What the rule as it stands here would have done lately; nothing is changed by it. */
export function DryRunPanel({ brandId, draft }: { brandId: number; draft: Draft }) {
  const [last, setLast] = useState(200)
  const trial = useTell('POST /api/rules/dry-run', { onRefused: () => true })
  const { when, conditions, actions } = sentOf(draft)
  const found = trial.data
  return (
    <>
      <p className="mb-3 max-w-[80ch] text-small text-ink2">{m.rules_dry_run_about()}</p>
      <div className="flex flex-wrap items-center gap-1.5">
        <PlainSelect
          name={m.rules_dry_run_of()}
          value={String(last)}
          choices={sizes.map((count) => ({
            value: String(count),
            name: m.rules_dry_run_last({ count: numberOf(count) }),
          }))}
          onChange={(next) => setLast(Number(next))}
        />
        <Button
          isBusy={trial.isPending}
          disabled={actions.length === 0}
          onClick={() => trial.mutate({ body: { brandId, when, conditions, actions, last } })}
        >
          {m.rules_dry_run_begin()}
        </Button>
      </div>
      <div aria-live="polite" className="mt-3">
        {trial.error && <p className="text-small text-shu">{wordsOf(trial.error)}</p>}
        {found && (
          <>
            <p className="text-list">
              {found.looked === 0
                ? m.rules_dry_run_nothing()
                : m.rules_dry_run_found({
                    matched: numberOf(found.matched),
                    asked: numberOf(found.asked),
                    looked: numberOf(found.looked),
                  })}{' '}
              {found.matched > found.items.length && m.rules_dry_run_shown({ count: found.items.length })}
            </p>
            <ul className="mt-2 border-t border-line">
              {found.items.map((one) => (
                <li key={one.conversationId} className="border-b border-line py-2">
                  <ConversationTitle
                    id={one.conversationId}
                    subject={one.subject}
                    about={[one.customer, `#${one.conversationId}`, whenOf(one.at)]
                      .filter(Boolean)
                      .join(' · ')}
                  />
                  <DeedLines deeds={one.deeds} />
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </>
  )
}
