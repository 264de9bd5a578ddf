import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { forget, useAsk, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { ErrorState } from '#agent/kit/states.tsx'
import { whenOf } from '#agent/kit/time.ts'
import { aboutConversation } from '#agent/live.ts'
import { m } from '#texts'
import type { ConversationPage } from '../../../conversations/contract.ts'
import { PanelHeading } from '../../../customers/ui/panel-heading.tsx'
import { Steps, TemperatureField } from '../../escalation/ui/temperature-field.tsx'
import type { ComplaintFacts, ComplaintPage } from '../contract.ts'
import { FactField } from './fact-field.tsx'
import { factName, factNames, severities, severityName, stateName, stateTone } from './words.ts'

const RestateDialog = lazy(() => import('./restate-dialog.tsx'))
const WhyDialog = lazy(() => import('../../escalation/ui/why-dialog.tsx'))

type Change = Partial<Pick<ComplaintPage, 'temperature' | 'severity'>> & { facts?: Partial<ComplaintFacts> }

/** The complaint beside its conversation: saved as it is written, restated, and what the customer said to it. */
export default function ComplaintForm({
  conversation,
  isOpen,
}: {
  conversation: ConversationPage
  /** Begins a complaint where none is written down. */
  isOpen: boolean
}) {
  const params = { id: conversation.id }
  const isAny = conversation.complaint !== null || isOpen
  const asked = useAsk('GET /api/conversations/{id}/complaint', { params }, { enabled: isAny })
  const client = useQueryClient()
  const after = () =>
    forget(client, [
      ['GET /api/conversations/{id}/complaint', { params }],
      ['GET /api/complaints'],
      ...aboutConversation(conversation.id),
    ])
  const note = useTell('PATCH /api/conversations/{id}/complaint', { onDone: after })
  const section = useRef<HTMLElement>(null)
  const isThere = asked.data !== undefined
  useEffect(() => {
    // Asked for by its key, the keyboard goes there.
    if (isOpen && isThere) section.current?.querySelector('textarea')?.focus()
  }, [isOpen, isThere])
  if (!isAny) return null
  if (asked.error) return <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return null
  const { complaint, suggested } = asked.data
  const facts = complaint?.facts ?? suggested.facts
  const isOff = !conversation.may.change
  // What the desk has suggested counts once somebody has looked at it and saved anything.
  const first = complaint ? {} : { facts: suggested.facts, temperature: suggested.temperature }
  const save = (change: Change) =>
    note.mutate({ params, body: { ...first, ...change, facts: { ...first.facts, ...change.facts } } })
  return (
    <section ref={section} aria-label={m.complaints_complaint()} className="grid gap-2.5">
      <div className="flex items-baseline gap-2">
        <PanelHeading>{m.complaints_complaint()}</PanelHeading>
        {complaint && <Chip tone={stateTone(complaint.state)}>{stateName(complaint.state)}</Chip>}
      </div>
      {complaint && complaint.changedSince.length > 0 && (
        <p className="rounded-[7px] bg-kohaku-soft px-2.5 py-1.5 text-small text-kohaku">
          {m.complaints_changed_since({ fields: complaint.changedSince.map(factName).join(', ') })}
        </p>
      )}
      {factNames.map((name) => (
        <FactField
          key={`${name} ${facts[name]}`}
          name={name}
          value={facts[name]}
          isOff={isOff}
          onSave={(value) => save({ facts: { [name]: value } })}
        />
      ))}
      <TemperatureField
        value={complaint?.temperature ?? suggested.temperature}
        isOff={isOff}
        onChange={(temperature) => save({ temperature })}
      />
      <Steps
        name={m.complaints_severity()}
        value={complaint?.severity ?? 'moderate'}
        steps={severities.map((one) => ({ value: one, name: severityName(one) }))}
        isOff={isOff}
        onChange={(severity) => save({ severity })}
      />
      <p className="text-[11px] text-ink3" role="status">
        {note.isPending ? m.complaints_saving() : complaint ? m.complaints_saved() : m.complaints_suggested()}
      </p>
      {complaint?.others.map((other) => (
        <div key={other.conversationId} className="rounded-[7px] bg-mat p-2.5 text-small text-ink2">
          <p>{m.complaints_other({ number: other.conversationId })}</p>
          {factNames
            .filter((name) => other.facts[name] !== '')
            .map((name) => (
              <p key={name}>{m.complaints_fact_line({ name: factName(name), value: other.facts[name] })}</p>
            ))}
        </div>
      ))}
      <Confirming conversation={conversation} complaint={complaint} onDone={after} />
    </section>
  )
}

function Confirming({
  conversation,
  complaint,
  onDone,
}: {
  conversation: ConversationPage
  complaint: ComplaintPage | null
  onDone: () => void
}) {
  const [layer, setLayer] = useState<'restate' | 'different'>()
  const params = { id: conversation.id }
  const answer = useTell('POST /api/conversations/{id}/complaint/answer', { onDone })
  if (!complaint || !conversation.may.reply) return null
  const waits = complaint.restatements[0]?.answer === null
  return (
    <>
      {complaint.restatements.map((one) => (
        <p key={one.id} className="text-small text-ink2">
          {m.complaints_sent({ name: one.sentBy.name, when: whenOf(one.sentAt) })}
          {one.answer && one.answeredAt && (
            <span className="block">
              {one.answer === 'right'
                ? m.complaints_answered_right({ when: whenOf(one.answeredAt) })
                : m.complaints_answered_different({ when: whenOf(one.answeredAt), text: one.answerText })}
            </span>
          )}
        </p>
      ))}
      {waits && (
        <div className="grid gap-2 rounded-[7px] bg-mat p-2.5">
          {complaint.repliedWith && (
            <blockquote className="line-clamp-4 border-l-[3px] border-ai pl-2.5 text-small">
              {complaint.repliedWith.text}
            </blockquote>
          )}
          <p className="text-small text-ink2">
            {complaint.repliedWith ? m.complaints_does_reply_confirm() : m.complaints_heard()}
          </p>
          <div className="flex flex-wrap gap-2">
            <Button
              isBusy={answer.isPending}
              onClick={() =>
                answer.mutate({
                  params,
                  body: { answer: 'right', text: complaint.repliedWith?.text.slice(0, 1_000) ?? '' },
                })
              }
            >
              {m.complaints_is_right()}
            </Button>
            <Button onClick={() => setLayer('different')}>{m.complaints_is_different()}</Button>
          </div>
        </div>
      )}
      {complaint.waitsForApproval && (
        <p className="rounded-[7px] bg-kohaku-soft px-2.5 py-1.5 text-small text-kohaku">
          {m.complaints_waits_for_approval()}
        </p>
      )}
      <Button
        look={waits || complaint.waitsForApproval || complaint.state === 'confirmed' ? 'quiet' : 'primary'}
        disabled={complaint.facts.what === '' || complaint.waitsForApproval}
        onClick={() => setLayer('restate')}
      >
        {complaint.restatements.length > 0 ? m.complaints_restate_again() : m.complaints_restate()}
      </Button>
      <Suspense>
        {layer === 'restate' && (
          <RestateDialog conversation={conversation} onClose={() => setLayer(undefined)} />
        )}
        {layer === 'different' && (
          <WhyDialog
            title={m.complaints_is_different()}
            question={m.complaints_what_different()}
            save={m.complaints_write_down()}
            isNeeded
            onSay={(text) => answer.mutate({ params, body: { answer: 'different', text } })}
            onClose={() => setLayer(undefined)}
          />
        )}
      </Suspense>
    </>
  )
}
