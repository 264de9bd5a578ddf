import { lazy, Suspense, useState } from 'react'
import { useTell } from '#agent/ask.ts'
import { useActions } from '#agent/actions.ts'
import { Button, IconButton } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { Menu } from '#agent/kit/menu.tsx'
import { weekdayClockOf, whenOf } from '#agent/kit/time.ts'
import { say } from '#agent/kit/toast.tsx'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import type { EscalationPage, HandOverCard } from '../contract.ts'
import { KnownFacts } from './known-facts.tsx'
import { useEscalation, useForgetEscalations } from './use-escalation.ts'
import { nameOf, temperatureName, temperatureTone, waitWords } from './words.ts'

const EscalateDialog = lazy(() => import('./escalate-dialog.tsx'))
const WhyDialog = lazy(() => import('./why-dialog.tsx'))

/** The hand-over card on top of an escalated conversation: what whoever takes over has to know, and what they may do. */
export default function EscalationCard({ conversationId }: { conversationId: number }) {
  const escalation = useEscalation(conversationId)
  if (!escalation) return null
  return <Card escalation={escalation} />
}

function Card({ escalation }: { escalation: EscalationPage }) {
  const { card, state } = escalation
  const me = useMe()
  // Read by whoever takes it over and whoever has it; for others the line above it says enough.
  const [isOpen, setOpen] = useState(state === 'waiting' || escalation.holder?.id === me?.id)
  return (
    <section
      aria-label={m.escalation_card()}
      className="border-b border-line bg-kohaku-soft px-5 py-2.5 max-phone:px-3.5"
    >
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5">
        <h3 className="text-list font-semibold">
          {state === 'waiting'
            ? m.escalation_waits_for({ level: nameOf(escalation.level) })
            : m.escalation_held_by({ name: escalation.holder?.name ?? '', level: nameOf(escalation.level) })}
        </h3>
        <Chip tone={temperatureTone(card.temperature)}>{temperatureName(card.temperature)}</Chip>
        <span className="flex-1" />
        <Doing escalation={escalation} />
      </div>
      <p className="mt-0.5 text-small text-ink2">
        <Clocks escalation={escalation} />
      </p>
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)} className="mt-1">
        <summary className="cursor-pointer text-small font-semibold text-ink2 hover:text-ink max-phone:py-2">
          {card.reason ? nameOf(card.reason) : m.escalation_own_words()}
        </summary>
        <CardText card={card} />
        <Versions escalation={escalation} />
      </details>
    </section>
  )
}

function Clocks({ escalation }: { escalation: EscalationPage }) {
  const { state, isLate, acceptBy, deputy, toldBy, notToldBecause, raisedBy, raisedAt } = escalation
  const late = state === 'waiting' && isLate
  return (
    <>
      <span className="font-medium text-ink">{waitWords(escalation.wait)}</span>
      {' · '}
      {late ? (
        <span className="font-medium text-shu">{m.escalation_late()}</span>
      ) : (
        state === 'waiting' && acceptBy && m.escalation_accept_by({ time: weekdayClockOf(acceptBy) })
      )}
      {state === 'waiting' && deputy && ` · ${m.escalation_deputy_asked({ name: deputy.name })}`}
      {state === 'waiting' ? ' · ' : ''}
      {toldBy
        ? m.escalation_told({ time: weekdayClockOf(toldBy) })
        : m.escalation_not_told({ why: notToldBecause ?? '—' })}
      {` · ${raisedBy?.name ?? m.escalation_by_rule()}, ${whenOf(raisedAt)}`}
    </>
  )
}

export function CardText({ card }: { card: HandOverCard }) {
  return (
    <div className="mt-1.5 grid gap-2 text-list">
      {card.words && <p className="whitespace-pre-line">{card.words}</p>}
      {card.quote && (
        <blockquote className="border-l-[3px] border-kohaku pl-3 whitespace-pre-line">
          {card.quote}
        </blockquote>
      )}
      {card.suggestion && (
        <p className="whitespace-pre-line">
          <span className="font-semibold">{m.escalation_suggestion()}</span> {card.suggestion}
        </p>
      )}
      <KnownFacts tried={card.tried} promised={card.promised} />
    </div>
  )
}

function Versions({ escalation }: { escalation: EscalationPage }) {
  const earlier = escalation.versions.slice(1)
  if (earlier.length === 0) return null
  return (
    <details className="mt-2">
      <summary className="cursor-pointer text-small text-ink2 hover:text-ink max-phone:py-2">
        {m.escalation_versions({ count: earlier.length })}
      </summary>
      {earlier.map((one) => (
        <div key={one.version} className="mt-2 border-l-2 border-line pl-3">
          <p className="text-small text-ink3">
            {nameOf(one.level)} · {one.writtenBy?.name ?? m.escalation_by_rule()} · {whenOf(one.writtenAt)}
          </p>
          <CardText card={one.card} />
        </div>
      ))}
    </details>
  )
}

type Layer = 'up' | 'back' | 'end'

/** Taking over is one key; everything else stands behind the dots. */
function Doing({ escalation }: { escalation: EscalationPage }) {
  const { id, may, conversation } = escalation
  const [layer, setLayer] = useState<Layer>()
  const after = useForgetEscalations(conversation.id)
  const accept = useTell('POST /api/escalations/{id}/accept', {
    onDone: ({ toldBy }) => {
      after()
      say({
        text: toldBy ? m.escalation_accepted_told({ time: weekdayClockOf(toldBy) }) : m.escalation_accepted(),
      })
    },
  })
  const sendBack = useTell('POST /api/escalations/{id}/send-back', { onDone: after })
  const end = useTell('POST /api/escalations/{id}/end', { onDone: after })
  const params = { id }
  useActions([
    {
      id: 'accept-escalation',
      name: m.escalation_accept(),
      keys: 'shift+a',
      group: m.agent_group_conversation(),
      isOff: !may.accept,
      run: () => accept.mutate({ params }),
    },
  ])
  const entries = [
    ...(may.goUp ? [{ name: `${m.escalation_go_up()}…`, run: () => setLayer('up') }] : []),
    ...(may.sendBack ? [{ name: `${m.escalation_send_back()}…`, run: () => setLayer('back') }] : []),
    ...(may.end ? [{ name: `${m.escalation_end()}…`, run: () => setLayer('end') }] : []),
  ]
  return (
    <>
      {may.accept && (
        <Button
          look="primary"
          keys="shift+a"
          isBusy={accept.isPending}
          onClick={() => accept.mutate({ params })}
        >
          {m.escalation_accept()}
        </Button>
      )}
      {entries.length > 0 && (
        <Menu
          trigger={
            <IconButton name={m.escalation_more()}>
              <Icon name="more" />
            </IconButton>
          }
          entries={entries}
        />
      )}
      <Suspense>
        {layer === 'up' && (
          <EscalateDialog
            conversationId={conversation.id}
            escalation={escalation}
            onClose={() => setLayer(undefined)}
          />
        )}
        {layer === 'back' && (
          <WhyDialog
            title={m.escalation_send_back()}
            question={m.escalation_why_back()}
            save={m.escalation_send_back()}
            isNeeded
            onSay={(why) => sendBack.mutate({ params, body: { why } })}
            onClose={() => setLayer(undefined)}
          />
        )}
        {layer === 'end' && (
          <WhyDialog
            title={m.escalation_end()}
            question={m.escalation_how_ended()}
            save={m.escalation_end()}
            onSay={(outcome) => end.mutate({ params, body: { outcome } })}
            onClose={() => setLayer(undefined)}
          />
        )}
      </Suspense>
    </>
  )
}
