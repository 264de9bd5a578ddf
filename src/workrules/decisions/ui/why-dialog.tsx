import { useState } from 'react'
import { useAsk, useAskPages } from '#agent/ask.ts'
import { Dialog } from '#agent/kit/dialog.tsx'
import { MoreOf } from '#agent/kit/paged-list.tsx'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { exactOf, whenOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import { doerOf } from '../../../conversations/ui/event-line.tsx'
import { DeedLines } from '../../rules/ui/deed-lines.tsx'
import { RuleThen } from '../../rules/ui/rule-then.tsx'
import type { Decision } from '../contract.ts'
import { areaName } from './words.ts'

/** Why this happened: what was decided of the conversation, by which rule, level or flow as it was then, newest first. */
export function WhyDialog({ conversationId, onClose }: { conversationId: number; onClose: () => void }) {
  const pages = useAskPages(
    'GET /api/conversations/{id}/decisions',
    { params: { id: conversationId } },
    { limit: 30 },
  )
  return (
    <Dialog title={m.rules_why()} isOpen onClose={onClose} width={640}>
      <LevelNow conversationId={conversationId} />
      {pages.error ? (
        <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
      ) : pages.isPending ? (
        <Skeleton className="h-32" />
      ) : pages.items.length === 0 ? (
        <p className="text-list text-ink2">{m.decisions_none()}</p>
      ) : (
        <ol className="grid gap-4">
          {pages.items.map(({ run, told }) =>
            run ? <Run key={`run ${run.id}`} run={run} /> : told && <Told key={told.id} told={told} />,
          )}
        </ol>
      )}
      <MoreOf pages={pages} />
    </Dialog>
  )
}

/** Which service level holds now, and by which of its conditions. */
function LevelNow({ conversationId }: { conversationId: number }) {
  const { data } = useAsk('GET /api/conversations/{id}/service-level', { params: { id: conversationId } })
  if (!data?.level) return null
  const { name, because } = data.level
  return (
    <p className="mb-4 border-b border-line pb-3 text-list">
      {m.decisions_level_now()} <b className="font-semibold">{name}</b>{' '}
      <span className="text-small text-ink3">{because}</span>
    </p>
  )
}

function Heading({ at, children }: { at: string; children: string }) {
  return (
    <h3 className="mb-1 text-small font-semibold text-ink2" title={exactOf(at)}>
      {whenOf(at)} · {children}
    </h3>
  )
}

function Told({ told }: { told: NonNullable<Decision['told']> }) {
  return (
    <li>
      <Heading at={told.at}>{areaName(told.of)}</Heading>
      <div className="border-l-2 border-line py-0.5 pl-3">
        <p className="text-list text-pretty">
          {isWhole(told) ? told.text : m.flows_told({ who: doerOf(told.by), text: told.text })}
        </p>
        {told.because !== null && <p className="text-small text-ink3">{told.because}</p>}
      </div>
    </li>
  )
}

/** A deadline passes by itself: nobody did it, and the sentence has its subject. */
const isWhole = ({ of, by }: NonNullable<Decision['told']>) => of === 'service_level' && by.kind === 'system'

function Run({ run }: { run: NonNullable<Decision['run']> }) {
  return (
    <li>
      <Heading at={run.at}>{`${areaName('rule')} · ${run.occasion}`}</Heading>
      {run.deeds.map((one) => (
        <div key={one.id} className="border-l-2 border-ai py-0.5 pl-3">
          <RuleName ruleId={one.ruleId} version={one.version}>
            {one.ruleName}
          </RuleName>
          <DeedLines deeds={one.deeds} />
          {one.held.length > 0 && (
            <p className="text-small text-ink3">
              {m.rules_because({ conditions: one.held.join(m.rules_and()) })}
            </p>
          )}
          {one.chain.length > 0 && (
            <p className="text-small text-ink3">{m.rules_why_chain({ names: one.chain.join(' → ') })}</p>
          )}
        </div>
      ))}
      {run.passedBy.length > 0 && (
        <ul className="mt-1 grid gap-0.5 pl-3 text-small text-ink3">
          {run.passedBy.map((one) => (
            <li key={one.ruleId}>
              <RuleName ruleId={one.ruleId} version={one.version} isQuiet>
                {m.rules_why_not({ name: one.ruleName, because: one.because })}
              </RuleName>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

type Named = { ruleId: number; version: number; isQuiet?: boolean; children: string }

/** Leads to the rule as it was then, below the line. */
function RuleName({ ruleId, version, isQuiet = false, children }: Named) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className={
          isQuiet
            ? 'text-left hover:underline'
            : 'text-left font-medium text-ai underline-offset-2 hover:underline'
        }
      >
        {children}
      </button>
      {isOpen && <RuleThen ruleId={ruleId} version={version} />}
    </>
  )
}
