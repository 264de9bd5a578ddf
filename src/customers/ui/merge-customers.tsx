import { useQueryClient } from '@tanstack/react-query'
import { tell } from '#agent/api.ts'
import { useAsk, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Dialog } from '#agent/kit/dialog.tsx'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { say } from '#agent/kit/toast.tsx'
import { wordsOf } from '#agent/kit/words.ts'
import { m } from '#texts'
import { customerName, languageName } from '../../conversations/ui/words.ts'
import type { CustomerPage } from '../contract.ts'
import { countryName } from './words.ts'

/** Both as they are and the one that will be, before anything is merged; undone by one click afterwards. */
export default function MergeCustomers({
  id,
  other,
  onClose,
}: {
  id: number
  other: number
  onClose: () => void
}) {
  const client = useQueryClient()
  const params = { id }
  const preview = useAsk('GET /api/customers/{id}/merge-preview', { params, query: { with: other } })
  const refresh = () => void client.invalidateQueries()
  const merge = useTell('POST /api/customers/{id}/merges', {
    onDone: (page) => {
      refresh()
      onClose()
      const made = page.merges[0]
      say({
        text: m.agent_customers_merged(),
        seconds: 12,
        ...(made
          ? { undo: { name: m.agent_undo(), run: () => void undoMerge(id, made.id).finally(refresh) } }
          : {}),
      })
    },
  })
  const found = preview.data
  return (
    <Dialog
      title={m.agent_merge_customers()}
      isOpen
      onClose={onClose}
      width={680}
      footer={
        <Button
          look="primary"
          disabled={!found}
          isBusy={merge.isPending}
          onClick={() => merge.mutate({ params, body: { customerId: other } })}
        >
          {m.agent_merge()}
        </Button>
      }
    >
      {preview.isError && <ErrorState error={preview.error} />}
      {preview.isPending && <Skeleton className="h-40" />}
      {found && (
        <>
          <div className="grid grid-cols-3 gap-3 max-phone:grid-cols-1">
            <Column title={m.agent_merge_kept()} customer={found.kept} />
            <Column title={m.agent_merge_goes()} customer={found.merged} />
            <Column title={m.agent_merge_result()} customer={found.result} isResult />
          </div>
          <p className="mt-4 text-small text-ink2">
            {m.agent_merge_moves({
              conversations: found.moves.conversations,
              identities: found.moves.identities,
              orders: found.moves.orders,
            })}
          </p>
        </>
      )}
    </Dialog>
  )
}

export async function undoMerge(id: number, mergeId: number): Promise<void> {
  await tell('POST /api/customers/{id}/merges/{mergeId}/undo', { params: { id, mergeId } }).catch((error) =>
    say({ text: wordsOf(error), tone: 'shu' }),
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
    m.agent_cases({ count: customer.conversations }),
    customer.note,
  ].filter(Boolean)
  return (
    <section className={isResult ? 'rounded-[8px] bg-ai-soft p-3' : 'rounded-[8px] border border-line p-3'}>
      <h3 className="mb-1.5 text-[11px] font-semibold text-ink3">{title}</h3>
      <ul className="grid gap-0.5 text-small">
        {facts.map((fact, at) => (
          <li key={at} className={at === 0 ? 'font-semibold' : undefined}>
            {fact}
          </li>
        ))}
      </ul>
    </section>
  )
}
