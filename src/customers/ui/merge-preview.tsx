import type { Reply } from '#agent/api.ts'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { m } from '#texts'
import { customerName, languageName } from '../../conversations/ui/words.ts'
import type { CustomerPage } from '../contract.ts'
import { countryName } from './words.ts'

/** Both as they are and the one that will be, before anything is merged. */
export function MergePreview({
  preview,
  error,
  onRetry,
}: {
  preview: Reply<'GET /api/customers/{id}/merge-preview'> | undefined
  error: Error | null
  onRetry: () => void
}) {
  if (error) return <ErrorState error={error} onRetry={onRetry} />
  if (!preview) return <Skeleton className="h-40" />
  return (
    <>
      <div className="grid grid-cols-3 gap-3 max-phone:grid-cols-1">
        <Column title={m.agent_merge_kept()} customer={preview.kept} />
        <Column title={m.agent_merge_goes()} customer={preview.merged} />
        <Column title={m.agent_merge_result()} customer={preview.result} isResult />
      </div>
      <p className="mt-4 text-small text-ink2">{m.agent_merge_moves(preview.moves)}</p>
    </>
  )
}

function Column({
  title,
  customer,
  isResult,
}: {
  title: string
  customer: CustomerPage
  isResult?: boolean
}) {
  const facts = [
    customerName(customer),
    ...customer.identities.filter((one) => one.kind !== 'visitor').map((one) => one.value),
    customer.language && languageName(customer.language),
    customer.country && countryName(customer.country),
    customer.timeZone,
    `${m.customers_conversations()} ${customer.conversations}`,
    customer.note,
  ].filter(Boolean)
  return (
    <section className={isResult ? 'rounded-[8px] bg-ai-soft p-3' : 'rounded-[8px] border border-line p-3'}>
      <h3 className="mb-1.5 text-[11px] font-semibold text-ink3">{title}</h3>
      <ul className="grid gap-0.5 text-small [overflow-wrap:anywhere]">
        {facts.map((fact, at) => (
          <li key={at} className={at === 0 ? 'font-semibold' : undefined}>
            {fact}
          </li>
        ))}
      </ul>
    </section>
  )
}
