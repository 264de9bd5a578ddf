import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useAsk } from '#agent/ask.ts'
import { Chip } from '#agent/kit/chip.tsx'
import { cx } from '#agent/kit/classes.ts'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { exactOf, whenOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import { customerName, subjectOf } from '../../../conversations/ui/words.ts'
import { GrantFacts } from '../../authority/ui/grant-facts.tsx'
import type { Approval } from '../contract.ts'
import { DecisionForm } from './decision-form.tsx'
import { askedWords, stateOf, waitedFor } from './words.ts'

/** The page that asks for a yes or a no: what, for whom, why, what was given before, what is left; the answer is within the thumb's reach. */
export function ApprovalScreen() {
  const { id = '' } = useParams({ strict: false })
  const asked = useAsk('GET /api/approvals/{id}', { params: { id: Number(id) } })
  const approval = asked.data
  return (
    <main className="flex h-full flex-col border-l border-line bg-paper max-phone:border-l-0">
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto grid max-w-[680px] gap-6 px-8 py-5 max-phone:px-4 max-phone:py-3">
          <Link
            to="/approvals"
            className="text-small text-ink2 underline-offset-2 hover:underline max-phone:py-3"
          >
            ← {m.authority_back()}
          </Link>
          {asked.error && <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />}
          {!approval && !asked.error && <Skeleton className="h-60" />}
          {approval && <Facts approval={approval} />}
        </div>
      </div>
      {approval?.mayDecide && <DecisionForm approval={approval} />}
    </main>
  )
}

function Facts({ approval }: { approval: Approval }) {
  const { name, tone } = stateOf(approval)
  return (
    <>
      <header className="-mt-3 grid gap-1.5">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-[20px] leading-[1.4] font-semibold">{approval.subject}</h1>
          <Chip tone={tone}>{name}</Chip>
        </div>
        <p className="text-small text-ink2">
          {[askedWords(approval), approval.dueAt ? m.authority_due({ when: exactOf(approval.dueAt) }) : '']
            .filter(Boolean)
            .join(' · ')}
        </p>
        {approval.because && <p className="text-list text-ink2">{approval.because}</p>}
      </header>
      <Fact name={m.authority_why()}>
        <p className="text-read leading-[1.65] whitespace-pre-wrap">{approval.why}</p>
      </Fact>
      <Fact name={m.authority_customer()}>
        <Link
          to="/customers/$id"
          params={{ id: String(approval.customer.id) }}
          className="font-medium underline-offset-2 hover:underline max-phone:inline-block max-phone:py-2"
        >
          {customerName({ name: approval.customer.name, address: null })}
        </Link>
        <Link
          to="/inbox/$view/$id"
          params={{ view: 'all', id: String(approval.conversation.id) }}
          className="block truncate text-small text-ai underline-offset-2 hover:underline max-phone:py-2.5"
        >
          {m.authority_conversation()} {approval.conversation.id} · {subjectOf(approval.conversation.subject)}
        </Link>
      </Fact>
      {approval.for.kind === 'grant' && (
        <GrantFacts grantId={approval.for.id} customerId={approval.customer.id} />
      )}
      <Fact name={m.authority_way()}>
        <Way approval={approval} />
      </Fact>
    </>
  )
}

export const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <section>
    <h2 className="mb-1 text-small font-semibold text-ink2">{name}</h2>
    {children}
  </section>
)

/** Level after level: who has said what, and who is asked now. */
function Way({ approval }: { approval: Approval }) {
  const isWaiting = approval.state === 'waiting'
  return (
    <ol className="grid gap-2">
      {approval.levels.map((level, at) => {
        const isNow = isWaiting && at === approval.level
        const words = { name: level.name }
        return (
          <li key={level.name} className={cx('border-l-2 pl-3', isNow ? 'border-kohaku' : 'border-line')}>
            <div className={isNow ? 'font-medium' : 'text-ink2'}>
              {level.needs === 'all' ? m.authority_level_all(words) : m.authority_level_any(words)}
              {isNow && <span className="text-small text-kohaku"> · {m.authority_level_now()}</span>}
            </div>
            {isNow && (
              <div className="text-small text-ink2">
                {m.authority_waits_for({ names: waitedFor(approval) })}
              </div>
            )}
            {approval.votes
              .filter((vote) => vote.level === at)
              .map((vote) => (
                <div key={vote.staff.id} className="text-small text-ink2">
                  {vote.saidBy.name}: {vote.isYes ? m.authority_said_yes() : m.authority_said_no()} ·{' '}
                  {whenOf(vote.at)}
                  {vote.comment && <span className="block text-ink">{vote.comment}</span>}
                </div>
              ))}
          </li>
        )
      })}
    </ol>
  )
}
