import { useState } from 'react'
import { useAskPages, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { TextField } from '#agent/kit/field.tsx'
import { MoreOf } from '#agent/kit/paged-list.tsx'
import { ErrorState } from '#agent/kit/states.tsx'
import { fullDayOf } from '#agent/kit/time.ts'
import { FormDialog } from '#agent/kit/form-dialog.tsx'
import { Row } from '#agent/settings-screen/page.tsx'
import { useForm } from '#agent/settings-screen/use-form.ts'
import { m } from '#texts'

const stale = ['GET /api/exchange-rates'] as const

/** At which rates other currencies count, day by day. */
export function Rates({
  brandId,
  currency,
  isAdmin,
}: {
  brandId: number
  currency: string
  isAdmin: boolean
}) {
  const [isAdding, setAdding] = useState(false)
  const pages = useAskPages('GET /api/exchange-rates', { query: { brandId } }, { limit: 12 })
  const leave = useTell('DELETE /api/exchange-rates/{id}', { stale })
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <p className="min-w-[220px] flex-1 text-list text-ink2">{m.authority_rates_intro()}</p>
        {isAdmin && <Button onClick={() => setAdding(true)}>{m.authority_rate_new()}</Button>}
      </div>
      {pages.error && <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && pages.items.length === 0 && <p className="text-ink2">{m.authority_rate_none()}</p>}
      <ul className={pages.items.length > 0 ? 'border-t border-line' : ''}>
        {pages.items.map((one) => (
          <Row
            key={one.id}
            name={m.authority_rate_line({ from: one.from, to: one.to, rate: one.rate })}
            about={fullDayOf(`${one.date}T12:00:00Z`)}
          >
            {isAdmin && (
              <Button look="quiet" onClick={() => leave.mutate({ params: { id: one.id } })}>
                {m.authority_delete()}
              </Button>
            )}
          </Row>
        ))}
      </ul>
      <MoreOf pages={pages} />
      {isAdding && <RateDialog brandId={brandId} currency={currency} onClose={() => setAdding(false)} />}
    </>
  )
}

function RateDialog({
  brandId,
  currency,
  onClose,
}: {
  brandId: number
  currency: string
  onClose: () => void
}) {
  const form = useForm(
    'POST /api/exchange-rates',
    {
      from: currency === 'USD' ? 'JPY' : 'USD',
      to: currency,
      date: new Date().toLocaleDateString('sv-SE'),
      rate: '',
    },
    { stale, onDone: onClose },
  )
  return (
    <FormDialog
      title={m.authority_rate_new()}
      isBusy={form.isBusy}
      error={form.errorBesides('from', 'to', 'date', 'rate')}
      onSave={() => form.tell({ body: { brandId, ...form.values } })}
      onClose={onClose}
    >
      <div className="grid grid-cols-2 gap-3">
        <TextField name={m.authority_rate_from()} maxLength={3} required {...form.text('from')} />
        <TextField name={m.authority_rate_to()} maxLength={3} required {...form.text('to')} />
      </div>
      <TextField name={m.authority_rate_date()} type="date" required {...form.text('date')} />
      <TextField
        name={m.authority_rate_value()}
        hint={m.authority_rate_value_hint()}
        inputMode="decimal"
        required
        autoFocus
        {...form.text('rate')}
      />
    </FormDialog>
  )
}
