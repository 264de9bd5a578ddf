import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { IconButton } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { Menu, type MenuEntry } from '#agent/kit/menu.tsx'
import { fullDayOf, whenOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import type { Grant } from '../contract.ts'
import { quantity, stateOf, whatOf } from './words.ts'

const GrantStep = lazy(() => import('./grant-step.tsx'))

/** One grant: what, why, by whom, what became of it, and what can still be done. */
export function GrantLine({ grant, mayChange }: { grant: Grant; mayChange: boolean }) {
  const go = useNavigate()
  const [step, setStep] = useState<'paid' | 'correct' | 'withdraw'>()
  const { name, tone } = stateOf(grant)
  const isOver = !['waiting', 'granted'].includes(grant.state)
  const { approvalId } = grant
  const entries: MenuEntry[] = [
    ...(grant.state === 'granted' ? [{ name: m.authority_mark_paid(), run: () => setStep('paid') }] : []),
    ...(grant.state === 'granted' && !grant.paid
      ? [{ name: m.authority_correct(), run: () => setStep('correct') }]
      : []),
    ...(approvalId === null
      ? []
      : [
          {
            name: m.authority_see_approval(),
            run: () => void go({ to: '/approvals/$id', params: { id: String(approvalId) } }),
          },
        ]),
    ...(isOver
      ? []
      : [
          {
            name: grant.state === 'waiting' ? m.authority_withdraw() : m.authority_take_back(),
            isDangerous: true,
            run: () => setStep('withdraw'),
          },
        ]),
  ]
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-2">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <span className={isOver ? 'text-ink2 line-through' : 'font-medium'}>{whatOf(grant)}</span>
          <Chip tone={tone}>{name}</Chip>
        </div>
        <p className="text-small text-ink2">{grant.why}</p>
        <p className="text-small text-ink3">{aboutOf(grant)}</p>
        {isOver && grant.endReason && (
          <p className="text-small text-ink2">
            {grant.endedBy?.name}: {grant.endReason}
          </p>
        )}
      </div>
      {mayChange && entries.length > 0 && (
        <Menu
          trigger={
            <IconButton name={m.authority_more({ what: whatOf(grant) })}>
              <Icon name="more" />
            </IconButton>
          }
          entries={entries}
        />
      )}
      <Suspense>
        {step && <GrantStep grant={grant} step={step} onClose={() => setStep(undefined)} />}
      </Suspense>
    </div>
  )
}

function aboutOf(grant: Grant): string {
  const { counted, paid } = grant
  return [
    m.authority_given_by({ name: grant.askedBy.name, when: whenOf(grant.askedAt) }),
    grant.approvedBy ? m.authority_approved_by({ name: grant.approvedBy.name }) : '',
    counted.rate && counted.rateDate
      ? m.authority_counted_as({
          amount: quantity(counted.amount, grant.kind, counted.currency),
          rate: counted.rate,
          date: fullDayOf(`${counted.rateDate}T12:00:00Z`),
        })
      : '',
    paid
      ? paid.reference
        ? m.authority_paid_with({ name: paid.by.name, reference: paid.reference })
        : m.authority_paid_plain({ name: paid.by.name })
      : '',
    grant.correctsId === null ? '' : m.authority_corrects(),
  ]
    .filter(Boolean)
    .join(' · ')
}
