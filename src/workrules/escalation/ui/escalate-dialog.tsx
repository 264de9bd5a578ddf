import { useRef, useState } from 'react'
import { useAsk } from '#agent/ask.ts'
import { Dialog } from '#agent/kit/dialog.tsx'
import { Check, Select, TextArea, TextField } from '#agent/kit/field.tsx'
import { FormDialog } from '#agent/kit/form-dialog.tsx'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { weekdayClockOf } from '#agent/kit/time.ts'
import { say } from '#agent/kit/toast.tsx'
import { useForm } from '#agent/settings-screen/use-form.ts'
import { m } from '#texts'
import type { draftCard, EscalationPage, RaiseWish } from '../contract.ts'
import type { z } from 'zod'
import { KnownFacts } from './known-facts.tsx'
import { TemperatureField } from './temperature-field.tsx'
import { useForgetEscalations } from './use-escalation.ts'
import { nameOf, waitWords } from './words.ts'

type Props = {
  conversationId: number
  /** Hands this one on to a higher level; otherwise a new one begins. */
  escalation?: EscalationPage | undefined
  onClose: () => void
}
type Draft = z.output<(typeof draftCard)['reply']>

/** The hand-over card as it is written: filled in as far as the desk knows. */
export default function EscalateDialog(props: Props) {
  const { conversationId, escalation, onClose } = props
  const [levelId, setLevelId] = useState<number>()
  const asked = useAsk('GET /api/conversations/{id}/hand-over-card', {
    params: { id: conversationId },
    query: levelId === undefined ? {} : { levelId },
  })
  // Another level changes what the customer is told, and nothing that was typed.
  const [draft, setDraft] = useState<Draft>()
  if (asked.data && asked.data !== draft) setDraft(asked.data)
  const title = escalation ? m.escalation_go_up() : m.escalation_escalate()
  if (!draft || draft.levels.length === 0)
    return (
      <Dialog title={title} isOpen onClose={onClose}>
        {asked.error ? (
          <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
        ) : draft ? (
          <p className="text-list text-ink2">{m.escalation_no_levels()}</p>
        ) : (
          <Skeleton className="h-60" />
        )}
      </Dialog>
    )
  return <CardForm {...props} title={title} draft={draft} levelId={levelId} onLevel={setLevelId} />
}

function CardForm({
  conversationId,
  escalation,
  title,
  draft,
  levelId,
  onLevel,
  onClose,
}: Props & { title: string; draft: Draft; levelId: number | undefined; onLevel: (id: number) => void }) {
  const first = useRef<HTMLSelectElement>(null)
  const forgetAll = useForgetEscalations(conversationId)
  const options = {
    onDone: () => {
      forgetAll()
      say({ text: m.escalation_done() })
      onClose()
    },
  }
  const initial = initialOf(draft, escalation)
  const raising = useForm('POST /api/conversations/{id}/escalations', initial, options)
  const going = useForm('POST /api/escalations/{id}/up', initial, options)
  const form = escalation ? going : raising
  const { values, set } = form
  const above = escalation
    ? draft.levels.filter((one) => one.position > escalation.level.position)
    : draft.levels
  const chosen = above.find((one) => one.id === (levelId ?? draft.levelId)) ?? above[0]
  const handOver = () => {
    const body = { ...values, levelId: chosen?.id }
    if (escalation) going.tell({ params: { id: escalation.id }, body })
    else raising.tell({ params: { id: conversationId }, body })
  }
  return (
    <FormDialog
      title={title}
      save={m.escalation_hand_over()}
      isBusy={form.isBusy}
      error={form.errorBesides('reasonId', 'notToldBecause', 'words')}
      width={600}
      initialFocus={first}
      onSave={handOver}
      onClose={onClose}
    >
      <div className="grid grid-cols-2 gap-3 max-phone:grid-cols-1">
        <Select
          name={m.escalation_to_level()}
          ref={first}
          value={String(chosen?.id ?? '')}
          hint={levelHint(chosen)}
          onChange={(event) => onLevel(Number(event.target.value))}
          choices={above.map((one) => ({ value: String(one.id), name: nameOf(one) }))}
        />
        <Select
          name={m.escalation_reason()}
          value={String(values.reasonId ?? '')}
          error={form.errorAt('reasonId')}
          onChange={(event) => set('reasonId', event.target.value ? Number(event.target.value) : null)}
          choices={[
            { value: '', name: m.escalation_own_words() },
            ...draft.reasons.map((one) => ({ value: String(one.id), name: nameOf(one) })),
          ]}
        />
      </div>
      <TextArea name={m.escalation_words()} rows={2} maxLength={2_000} {...form.text('words')} />
      <TemperatureField value={values.temperature} onChange={(next) => set('temperature', next)} />
      <TextArea
        name={m.escalation_quote()}
        rows={3}
        maxLength={4_000}
        {...form.text('quote')}
        hint={m.escalation_quote_hint()}
      />
      <TextArea name={m.escalation_suggestion()} rows={2} maxLength={2_000} {...form.text('suggestion')} />
      <p className="text-small text-ink2">{waitWords(draft.wait)}</p>
      <KnownFacts tried={draft.card.tried} promised={draft.card.promised} />
      {draft.notice !== null && (
        <div className="grid gap-2 border-t border-line pt-3">
          <Check
            name={m.escalation_tell_customer()}
            checked={values.tellsCustomer}
            onChange={(event) => set('tellsCustomer', event.target.checked)}
          />
          {values.tellsCustomer ? (
            <blockquote className="rounded-[7px] bg-mat px-3 py-2 text-small whitespace-pre-line text-ink2">
              {draft.notice}
            </blockquote>
          ) : (
            <TextField name={m.escalation_why_silent()} maxLength={500} {...form.text('notToldBecause')} />
          )}
        </div>
      )}
    </FormDialog>
  )
}

function levelHint(level: Draft['levels'][number] | undefined): string {
  if (!level) return ''
  if (level.people === 0) return m.escalation_nobody_there()
  return level.acceptBy ? m.escalation_accepts_by({ time: weekdayClockOf(level.acceptBy) }) : ''
}

function initialOf({ card }: Draft, escalation: EscalationPage | undefined): Omit<RaiseWish, 'levelId'> {
  const from = escalation?.card ?? card
  return {
    reasonId: from.reason?.id ?? null,
    words: from.words,
    temperature: from.temperature,
    quote: from.quote || card.quote,
    quotedMessageId: from.quotedMessageId,
    suggestion: from.suggestion,
    tellsCustomer: escalation ? escalation.notToldBecause === null : true,
    notToldBecause: escalation?.notToldBecause ?? '',
  }
}
