import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { tell } from '#agent/api.ts'
import { forget } from '#agent/ask.ts'
import { cx } from '#agent/kit/classes.ts'
import { ErrorState } from '#agent/kit/states.tsx'
import { watch } from '#agent/live.ts'
import { painted } from '#agent/painted.ts'
import { CustomerPanel } from '../../customers/ui/customer-panel.tsx'
import { Banner } from './banner.tsx'
import { ComposerDoor } from './composer/composer-door.tsx'
import { useComposer } from './composer/use-composer.ts'
import { ConversationHeader } from './conversation-header.tsx'
import { useMissingFields } from './missing-fields.ts'
import { PhoneActions } from './phone-actions.tsx'
import { Thread } from './thread.tsx'
import { useChanges, patch } from './use-changes.ts'
import { useConversation } from './use-conversation.ts'
import { type Layer, useConversationActions } from './use-conversation-actions.ts'
import { usePresence } from './use-presence.ts'

const Layers = lazy(() => import('./layers.tsx'))
const Promised = lazy(() => import('../promises/ui/promised.tsx'))
const RepliesToApprove = lazy(() => import('../reply-approvals/ui/beside-thread.tsx'))
const TasksBeside = lazy(() => import('../tasks/ui/tasks-beside.tsx'))
const ConversationFlows = lazy(() => import('../../workrules/flows/ui/conversation-flows.tsx'))
const ComplaintForm = lazy(() => import('../../workrules/complaints/ui/complaint-form.tsx'))
const ConversationForm = lazy(() => import('./conversation-form.tsx'))
const EscalationCard = lazy(() => import('../../workrules/escalation/ui/escalation-card.tsx'))
const DeadlineLines = lazy(() => import('../../workrules/service-levels/ui/deadline-lines.tsx'))
const GrantsCard = lazy(() => import('../../workrules/authority/ui/grants-card.tsx'))
const BesidePanel = lazy(() => import('../../answers/ui/beside-panel.tsx'))

/** One conversation: what was said, what can be done, who the customer is. */
export function Conversation({ id, onNext, onBack }: { id: number; onNext: () => void; onBack: () => void }) {
  const { page, conversation, summary, messages, events } = useConversation(id)
  const [layer, setLayer] = useState<Layer>()
  const [isPanelOpen, setPanelOpen] = useState(false)
  const changes = useChanges(id)
  const composer = useComposer(id, conversation)
  const presence = usePresence(id, composer.isWriting)
  const entries = useConversationActions({
    conversation,
    changes,
    onLayer: setLayer,
    composer,
    onNext,
    onPanel: () => setPanelOpen((open) => !open),
  })
  const missing = useMissingFields(id)
  useEffect(() => {
    if (missing) setPanelOpen(true)
  }, [missing])
  useEffect(() => {
    if (layer === 'complaint') setPanelOpen(true)
  }, [layer])
  useMarkRead(id, conversation?.lastEventId, conversation?.isUnread)
  useEffect(() => {
    watch([id])
    return () => watch([])
  }, [id])
  if (page.isError && !conversation)
    return <ErrorState error={page.error} onRetry={() => void page.refetch()} />
  return (
    <div className="grid h-full grid-cols-[minmax(0,1fr)_300px] max-desk:grid-cols-[minmax(0,1fr)]">
      <section className="flex h-full min-h-0 min-w-0 flex-col">
        <ConversationHeader
          {...{ summary, conversation, changes, entries, presence, onBack }}
          onLayer={setLayer}
          onPanel={() => setPanelOpen(true)}
        />
        {conversation && <Banner conversation={conversation} changes={changes} />}
        {/* What stands above the thread leaves room for it, however much there is. */}
        <div className="max-h-[40dvh] overflow-y-auto max-phone:max-h-[34dvh]">
          <Suspense>
            {conversation && conversation.escalation !== null && <EscalationCard conversationId={id} />}
          </Suspense>
          <Suspense>
            {conversation && conversation.openPromises > 0 && (
              <Promised conversation={conversation} composer={composer} />
            )}
          </Suspense>
          <Suspense>{conversation && messages.isSuccess && <TasksBeside conversationId={id} />}</Suspense>
          <Suspense>
            {conversation && !isOver(conversation) && <DeadlineLines conversationId={id} />}
          </Suspense>
          <Suspense>
            {events.some(({ type }) => type === 'flow.started') && <ConversationFlows conversationId={id} />}
          </Suspense>
        </div>
        <Thread conversation={conversation} messages={messages} events={events} composer={composer}>
          <Suspense>
            {conversation && messages.isSuccess && (
              <RepliesToApprove conversation={conversation} composer={composer} />
            )}
          </Suspense>
        </Thread>
        {conversation?.may.reply && (
          <ComposerDoor conversation={conversation} composer={composer} presence={presence} onNext={onNext} />
        )}
        {conversation && composer.mode === undefined && (
          <PhoneActions conversation={conversation} changes={changes} onLayer={setLayer} onNext={onNext} />
        )}
      </section>
      <aside
        className={cx(
          'min-h-0 overflow-y-auto border-l border-line bg-mat',
          isPanelOpen
            ? 'max-desk:fixed max-desk:inset-y-0 max-desk:right-0 max-desk:z-20 max-desk:w-[min(340px,100vw)] max-desk:shadow-float'
            : 'max-desk:hidden',
        )}
      >
        {summary && (
          <CustomerPanel
            customerId={summary.customer.id}
            conversation={summary}
            onClose={() => setPanelOpen(false)}
          >
            <Suspense>
              {conversation && (conversation.complaint !== null || layer === 'complaint') && (
                <ComplaintForm key={id} conversation={conversation} isOpen={layer === 'complaint'} />
              )}
            </Suspense>
            <Suspense>{conversation && <ConversationForm key={id} conversation={conversation} />}</Suspense>
            <Suspense>{conversation && <GrantsCard key={id} conversation={conversation} />}</Suspense>
            <Suspense>
              {/* What helps to answer waits until the conversation itself is there. */}
              {conversation && messages.isSuccess && (
                <BesidePanel key={id} conversation={conversation} composer={composer} />
              )}
            </Suspense>
          </CustomerPanel>
        )}
      </aside>
      <Suspense>
        {layer && conversation && (
          <Layers
            {...{ layer, conversation, changes, messages: messages.items }}
            onClose={() => setLayer(undefined)}
            onNext={onNext}
          />
        )}
      </Suspense>
    </div>
  )
}

const isOver = ({ status }: { status: string }) =>
  ['resolved', 'closed', 'no_reply_needed', 'spam'].includes(status)

/** Read is what stood on the screen while somebody looked. */
function useMarkRead(id: number, lastEventId: number | undefined, isUnread: boolean | undefined): void {
  const client = useQueryClient()
  useEffect(() => {
    if (lastEventId === undefined || isUnread === false) return
    let isLeft = false
    const mark = () => {
      if (isLeft || document.visibilityState !== 'visible') return
      tell('PUT /api/conversations/{id}/read', { params: { id }, body: { eventId: lastEventId } }).then(
        () => {
          patch(client, id, { isUnread: false })
          forget(client, ['GET /api/views', 'GET /api/notices'])
        },
        () => {},
      )
    }
    void painted().then(mark)
    document.addEventListener('visibilitychange', mark)
    return () => {
      isLeft = true
      document.removeEventListener('visibilitychange', mark)
    }
  }, [client, id, lastEventId, isUnread])
}
