import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import { type Reason, wayTo } from '../../src/conversations/ui/reasons.ts'
import type { Reply } from '../api.ts'
import { useAsk } from '../ask.ts'

type Article = Reply<'GET /api/articles'>['items'][number]
type Group = Reply<'GET /api/rules'>['items'][number]['conditions']
type Asked = Group | NonNullable<Group['all']>[number]

/**
 * What holds for conversations of a reason and is set elsewhere: manuals, service level, rules, and whether replies wait for approval. What is
 * set for a reason holds for those below it.
 */
export function ReasonBelongings({ reason, reasons }: { reason: Reason; reasons: readonly Reason[] }) {
  const { brandId } = reason
  const line = new Set(wayTo(reasons, reason).map(({ id }) => id))
  const query = { brandId, audience: 'staff' as const, limit: 200 }
  const manuals = useAsk('GET /api/articles', { query }).data?.items
  const levels = useAsk('GET /api/service-levels', { query: { brandId } }).data?.items
  const rules = useAsk('GET /api/rules', { query: { brandId } }).data?.items
  const needs = useAsk('GET /api/brands/{id}/reply-approval-needs', { params: { id: brandId } }).data
  const isHere = (ids: readonly number[]) => ids.some((id) => line.has(id))
  return (
    <section>
      <h3 className="text-small font-semibold text-ink2">{m.settings_reason_belongs()}</h3>
      <dl className="mt-1 border-t border-line text-list">
        <Line
          name={m.settings_reason_manuals()}
          to={<Link to="/knowledge">{m.settings_change()}</Link>}
          here={manuals?.filter(({ reasonIds }) => isHere(reasonIds)).map(titleOf)}
        />
        <Line
          name={m.service_levels_title()}
          to={<ToPage page="service-levels" />}
          here={levels?.filter(({ conditions }) => isHere(conditions.reasonIds)).map(({ name }) => name)}
        />
        <Line
          name={m.rules_title()}
          to={<ToPage page="rules" />}
          here={rules?.filter((rule) => rule.isOn && asksFor(rule.conditions, line)).map(({ name }) => name)}
        />
        <Line
          name={m.settings_reason_approval()}
          to={<ToPage page="reply-approvals" />}
          here={needs && (isHere(needs.reasonIds) ? [m.settings_reason_approval_yes()] : [])}
        />
      </dl>
    </section>
  )
}

function Line({ name, here, to }: { name: string; here: readonly string[] | undefined; to: ReactNode }) {
  return (
    <div className="flex min-h-9 flex-wrap items-baseline gap-x-3 border-b border-line py-1.5">
      <dt className="w-[150px] text-ink2 max-phone:w-full">{name}</dt>
      <dd className="min-w-0 flex-1">
        {here?.length === 0 ? (
          <span className="text-ink3">{m.settings_reason_nothing()}</span>
        ) : (
          here?.join(' · ')
        )}
      </dd>
      <dd className="text-small text-ai underline underline-offset-2">{to}</dd>
    </div>
  )
}

const ToPage = ({ page }: { page: string }) => (
  <Link to="/settings/$page" params={{ page }}>
    {m.settings_change()}
  </Link>
)

/** Whether a rule's conditions name one of these reasons. */
function asksFor(asked: Asked, reasonIds: ReadonlySet<number>): boolean {
  if ('condition' in asked)
    return (
      asked.condition === 'reason' &&
      Array.isArray(asked.value) &&
      asked.value.some((id) => reasonIds.has(Number(id)))
    )
  return [...(asked.all ?? []), ...(asked.any ?? []), ...(asked.none ?? [])].some((one) =>
    asksFor(one, reasonIds),
  )
}

function titleOf({ texts }: Article): string {
  const [own, other] = getLocale() === 'ja' ? [texts.ja, texts.en] : [texts.en, texts.ja]
  return (own ?? other)?.title ?? ''
}
