import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { tell } from '#agent/api.ts'
import { useAsk, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Dialog } from '#agent/kit/dialog.tsx'
import { say } from '#agent/kit/toast.tsx'
import { wordsOf } from '#agent/kit/words.ts'
import { m } from '#texts'
import { customerName } from '../../conversations/ui/words.ts'
import type { CustomerPage } from '../contract.ts'
import { ChooseCustomer } from './choose-customer.tsx'
import { MergePreview } from './merge-preview.tsx'

/**
 * Two customers become one: first whom (unless it is known), then both and what they will be, then it is done and can be undone.
 */
export default function MergeDialog({
  customer,
  other,
  onClose,
}: {
  customer: CustomerPage
  other?: number
  onClose: () => void
}) {
  const [chosen, setChosen] = useState(other)
  const preview = useAsk(
    'GET /api/customers/{id}/merge-preview',
    { params: { id: customer.id }, query: { with: chosen ?? 0 } },
    { enabled: chosen !== undefined },
  )
  const merge = useMerge(customer.id, onClose)
  return (
    <Dialog
      title={m.customers_merge_title({ name: customerName(customer) })}
      isOpen
      onClose={onClose}
      width={chosen === undefined ? 560 : 720}
      footer={
        chosen !== undefined && (
          <>
            <Button onClick={() => setChosen(undefined)}>{m.customers_another()}</Button>
            <Button
              look="primary"
              disabled={!preview.data}
              isBusy={merge.isPending}
              onClick={() => merge.mutate({ params: { id: customer.id }, body: { customerId: chosen } })}
            >
              {m.customers_merge()}
            </Button>
          </>
        )
      }
    >
      {chosen === undefined ? (
        <ChooseCustomer customer={customer} onChoose={setChosen} />
      ) : (
        <MergePreview preview={preview.data} error={preview.error} onRetry={() => void preview.refetch()} />
      )}
    </Dialog>
  )
}

/** Merges, and offers for a while to take it back. */
function useMerge(id: number, onDone: () => void) {
  const client = useQueryClient()
  // Its conversations, orders and addresses stand on nearly every screen.
  const refresh = () => void client.invalidateQueries()
  const undo = async (mergeId: number) => {
    try {
      await tell('POST /api/customers/{id}/merges/{mergeId}/undo', { params: { id, mergeId } })
    } catch (error) {
      say({ text: wordsOf(error), tone: 'shu' })
    }
    refresh()
  }
  return useTell('POST /api/customers/{id}/merges', {
    onDone: (page) => {
      refresh()
      onDone()
      const made = page.merges[0]
      say({
        text: m.agent_customers_merged(),
        seconds: 12,
        ...(made ? { undo: { name: m.agent_undo(), run: () => void undo(made.id) } } : {}),
      })
    },
  })
}
