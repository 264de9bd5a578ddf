import { TextArea, TextField } from '#agent/kit/field.tsx'
import { say } from '#agent/kit/toast.tsx'
import { FormDialog } from '#agent/kit/form-dialog.tsx'
import { useForm } from '#agent/settings-screen/use-form.ts'
import { m } from '#texts'
import type { Grant } from '../contract.ts'
import { aboutGrants } from './stale.ts'
import { whatOf } from './words.ts'

type StepProps = { grant: Grant; onClose: () => void }

/** What is done with a grant afterwards, each with its reason: marked as paid, corrected, taken back. */
export default function GrantStep({ step, ...props }: StepProps & { step: 'paid' | 'correct' | 'withdraw' }) {
  if (step === 'paid') return <Paid {...props} />
  return step === 'correct' ? <Correct {...props} /> : <Withdraw {...props} />
}

const done = (onClose: () => void) => () => {
  say({ text: m.authority_saved() })
  onClose()
}

function Paid({ grant, onClose }: StepProps) {
  const form = useForm(
    'PUT /api/grants/{id}/payment',
    { reference: grant.paid?.reference ?? '' },
    { stale: aboutGrants, onDone: done(onClose) },
  )
  return (
    <FormDialog
      title={m.authority_mark_paid()}
      isBusy={form.isBusy}
      error={form.errorBesides('reference')}
      onSave={() => form.tell({ params: { id: grant.id }, body: form.values })}
      onClose={onClose}
    >
      <p>{whatOf(grant)}</p>
      <TextField
        name={m.authority_reference()}
        hint={m.authority_reference_hint()}
        maxLength={200}
        {...form.text('reference')}
      />
    </FormDialog>
  )
}

function Correct({ grant, onClose }: StepProps) {
  const form = useForm(
    'POST /api/grants/{id}/correct',
    { amount: grant.amount, why: '' },
    { stale: aboutGrants, onDone: done(onClose) },
  )
  return (
    <FormDialog
      title={m.authority_correct()}
      isBusy={form.isBusy}
      error={form.errorBesides('amount', 'why')}
      onSave={() => form.tell({ params: { id: grant.id }, body: form.values })}
      onClose={onClose}
    >
      <p>{whatOf(grant)}</p>
      <TextField name={m.authority_amount()} inputMode="decimal" required {...form.text('amount')} />
      <TextArea name={m.authority_why()} rows={2} maxLength={2_000} required {...form.text('why')} />
    </FormDialog>
  )
}

function Withdraw({ grant, onClose }: StepProps) {
  const form = useForm(
    'POST /api/grants/{id}/withdraw',
    { why: '' },
    { stale: aboutGrants, onDone: done(onClose) },
  )
  const title = grant.state === 'waiting' ? m.authority_withdraw() : m.authority_take_back()
  return (
    <FormDialog
      title={title}
      isBusy={form.isBusy}
      error={form.errorBesides('why')}
      onSave={() => form.tell({ params: { id: grant.id }, body: form.values })}
      onClose={onClose}
    >
      <p>{whatOf(grant)}</p>
      <TextArea
        name={m.authority_why()}
        rows={3}
        maxLength={2_000}
        required
        autoFocus
        {...form.text('why')}
      />
    </FormDialog>
  )
}
