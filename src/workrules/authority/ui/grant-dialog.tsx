import { useState } from 'react'
import { useAsk } from '#agent/ask.ts'
import { Select, TextArea, TextField } from '#agent/kit/field.tsx'
import { Skeleton } from '#agent/kit/states.tsx'
import { say } from '#agent/kit/toast.tsx'
import { FormDialog } from '#agent/kit/form-dialog.tsx'
import { useForm } from '#agent/settings-screen/use-form.ts'
import { m } from '#texts'
import type { ConversationPage } from '../../../conversations/contract.ts'
import type { Allowance, Kind } from '../contract.ts'
import { aboutGrants } from './stale.ts'
import { isMoney, isPieces, kindName, quantity } from './words.ts'

type Props = { conversation: ConversationPage; onClose: () => void }

/** What is given to the customer; what one may give and what is left of it is seen before. */
export default function GrantDialog(props: Props) {
  const { brandId } = props.conversation
  const mine = useAsk('GET /api/my-authority', { query: { brandId } }, { staleTime: 5_000 }).data
  const open = mine?.items.filter((one) => one.canAsk || one.perCase === null || Number(one.perCase) > 0)
  if (open && open.length > 0) return <GrantForm {...props} allowances={open} />
  return (
    <FormDialog
      title={m.authority_give_title()}
      save={m.agent_close()}
      isBusy={!open}
      onSave={props.onClose}
      onClose={props.onClose}
    >
      {open ? <p>{m.authority_no_kind()}</p> : <Skeleton className="h-40" />}
    </FormDialog>
  )
}

function GrantForm({ conversation, onClose, allowances }: Props & { allowances: Allowance[] }) {
  const [kind, setKind] = useState<Kind>(allowances[0]?.kind ?? 'refund')
  const mine = allowances.find((one) => one.kind === kind) ?? allowances[0]
  const form = useForm(
    'POST /api/conversations/{id}/grants',
    {
      amount: '',
      currency: mine?.currency ?? 'JPY',
      item: '',
      orderNumber: conversation.orderNumber ?? '',
      why: '',
    },
    {
      stale: aboutGrants,
      onDone: ({ state }) => {
        say({ text: state === 'waiting' ? m.authority_asked_toast() : m.authority_given_toast() })
        onClose()
      },
    },
  )
  if (!mine) return null
  const { amount, currency, item, orderNumber, why } = form.values
  const isForeign = isMoney(kind) && currency.trim().toUpperCase() !== mine.currency
  const isAbove = !isForeign && exceeds(mine, amount)
  const save = () =>
    form.tell({
      params: { id: conversation.id },
      body: {
        kind,
        amount,
        ...(isMoney(kind) ? { currency } : {}),
        item: isPieces(kind) ? item : '',
        orderNumber: orderNumber.trim() || null,
        why,
      },
    })
  return (
    <FormDialog
      title={m.authority_give_title()}
      save={isAbove ? m.authority_give_ask() : m.authority_give_now()}
      isBusy={form.isBusy}
      error={form.errorBesides('amount', 'currency', 'item', 'orderNumber', 'why')}
      onSave={save}
      onClose={onClose}
    >
      <Select
        name={m.authority_kind()}
        value={kind}
        onChange={(event) => setKind(allowances.find((one) => one.kind === event.target.value)?.kind ?? kind)}
        choices={allowances.map((one) => ({ value: one.kind, name: kindName(one.kind) }))}
      />
      <p className="-mt-2 text-small text-ink2">{leftWords(mine)}</p>
      <div className={isMoney(kind) ? 'grid grid-cols-[minmax(0,1fr)_96px] gap-3' : ''}>
        <TextField
          name={amountName(kind)}
          inputMode="decimal"
          autoComplete="off"
          required
          autoFocus
          {...form.text('amount')}
        />
        {isMoney(kind) && (
          <TextField name={m.authority_currency()} maxLength={3} required {...form.text('currency')} />
        )}
      </div>
      {(isAbove || isForeign) && (
        <p role="status" className={isAbove ? '-mt-2 text-small text-kohaku' : '-mt-2 text-small text-ink2'}>
          {isForeign
            ? m.authority_other_currency({ currency: mine.currency ?? '' })
            : mine.canAsk
              ? m.authority_will_ask()
              : m.authority_cannot_give()}
        </p>
      )}
      {isPieces(kind) && (
        <TextField name={m.authority_item()} maxLength={500} required {...form.text('item')} />
      )}
      <TextField name={m.authority_order()} maxLength={100} {...form.text('orderNumber')} />
      <TextArea
        name={m.authority_why()}
        hint={m.authority_why_hint()}
        rows={2}
        maxLength={2_000}
        required
        {...form.text('why')}
      />
    </FormDialog>
  )
}

function exceeds({ perCase, left }: Allowance, amount: string): boolean {
  const wanted = Number(amount.normalize('NFKC').replaceAll(',', ''))
  return (perCase !== null && wanted > Number(perCase)) || (left !== null && wanted > Number(left))
}

const amountName = (kind: Kind) =>
  isMoney(kind)
    ? m.authority_amount()
    : isPieces(kind)
      ? m.authority_amount_pieces()
      : m.authority_amount_points()

/** What is left of the month, and how much one case may be. */
export function leftWords({ kind, currency, perCase, perMonth, left, isShared }: Allowance): string {
  if (perCase !== null && Number(perCase) === 0) return m.authority_per_case_none()
  const say = (amount: string) => quantity(amount, kind, currency)
  const month =
    left === null || perMonth === null
      ? m.authority_left_unbounded()
      : isShared
        ? m.authority_left_month_shared({ left: say(left), all: say(perMonth) })
        : m.authority_left_month({ left: say(left), all: say(perMonth) })
  return [month, perCase === null ? '' : m.authority_per_case_upto({ amount: say(perCase) })]
    .filter(Boolean)
    .join(' · ')
}
