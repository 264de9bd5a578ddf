import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { m } from '#texts'
import type { Reply } from '../api.ts'
import { forget, useAsk, useTell } from '../ask.ts'
import { cx } from '../kit/classes.ts'
import { Icon } from '../kit/icon.tsx'
import { Popover } from '../kit/popover.tsx'
import { agoOf } from '../kit/time.ts'

/** What I am told of: given to me, mentioned, not delivered, back from its snooze. */
export function NoticesButton() {
  const [isOpen, setOpen] = useState(false)
  const client = useQueryClient()
  const notices = useAsk('GET /api/notices', { query: { limit: 30 } }, { staleTime: 10_000 }).data
  const see = useTell('PUT /api/notices/seen', { onDone: () => forget(client, ['GET /api/notices']) })
  const unseen = notices?.unseen ?? 0
  const change = (open: boolean) => {
    setOpen(open)
    const newest = notices?.items[0]
    if (!open && unseen > 0 && newest) see.mutate({ body: { upTo: newest.id } })
  }
  return (
    <Popover
      title={m.agent_notices()}
      isOpen={isOpen}
      onChange={change}
      align="start"
      trigger={
        <button
          type="button"
          aria-label={unseen > 0 ? m.agent_notices_unseen({ count: unseen }) : m.agent_notices()}
          className="relative grid size-9 place-items-center rounded-[7px] text-ink2 hover:bg-paper max-phone:size-12"
        >
          <Icon name="bell" />
          {unseen > 0 && (
            <span className="absolute top-0.5 right-0 min-w-4 rounded-full bg-ai px-1 text-center text-[10px] leading-4 font-semibold text-on-ai">
              {unseen > 99 ? '99+' : unseen}
            </span>
          )}
        </button>
      }
    >
      {notices?.items.length === 0 && <p className="text-small text-ink3">{m.agent_notices_none()}</p>}
      <div className="-mx-2 grid">
        {notices?.items.map((notice) => (
          <Notice key={notice.id} notice={notice} onGo={() => change(false)} />
        ))}
      </div>
    </Popover>
  )
}

type NoticeShown = Reply<'GET /api/notices'>['items'][number]

/** Where that is put right which no conversation shows. */
const pageOf: Partial<Record<NoticeShown['kind'], string>> = {
  quarantined: 'quarantine',
  troubled: 'mailboxes',
  webhook_off: 'webhooks',
  rule_stopped: 'rules',
}

function Notice({ notice, onGo }: { notice: NoticeShown; onGo: () => void }) {
  const navigate = useNavigate()
  const words = {
    assigned: m.agent_notice_assigned,
    mentioned: m.agent_notice_mentioned,
    failed: m.agent_notice_failed,
    followed: m.agent_notice_followed,
    woken: m.agent_notice_woken,
    quarantined: m.agent_notice_quarantined,
    troubled: m.agent_notice_troubled,
    webhook_off: m.agent_notice_webhook_off,
    rule: m.rules_notice,
    rule_stopped: () => m.rules_notice_stopped({ name: String(notice.data['ruleName']) }),
    flow_stuck: () => m.flows_notice_stuck({ flow: String(notice.data['flowName']) }),
    approval_asked: m.authority_notice_asked,
    approval_decided: m.authority_notice_decided,
    approval_overdue: m.authority_notice_overdue,
    approval_withdrawn: m.authority_notice_withdrawn,
    promise_near: m.agent_notice_promise_near,
    promise_overdue: m.agent_notice_promise_overdue,
    promise_given: m.agent_notice_promise_given,
    reply_to_approve: m.reply_approvals_notice,
    reply_approved: m.reply_approvals_notice_approved,
    reply_sent_back: m.reply_approvals_notice_sent_back,
    deadline_near: m.agent_notice_deadline_near,
    deadline_missed: m.agent_notice_deadline_missed,
    reading_asked: m.required_reading_notice_asked,
    reading_near: m.required_reading_notice_near,
    reading_overdue: m.required_reading_notice_overdue,
    task_asked: m.tasks_notice_asked,
    task_near: m.tasks_notice_near,
    task_overdue: m.tasks_notice_overdue,
    task_answered: m.tasks_notice_answered,
    task_doubted: m.tasks_notice_doubted,
    task_cancelled: m.tasks_notice_cancelled,
    task_failed: m.tasks_notice_failed,
    escalated: m.escalation_notice,
    escalation_late: m.escalation_notice_late,
    escalation_back: m.escalation_notice_back,
    escalation_taken: m.escalation_notice_taken,
  }[notice.kind]
  const page = pageOf[notice.kind]
  return (
    <button
      type="button"
      className="grid grid-cols-[10px_minmax(0,1fr)_auto] gap-x-2 rounded-[7px] px-2 py-1.5 text-left hover:bg-mat"
      onClick={() => {
        onGo()
        if ('approvalId' in notice.data)
          void navigate({ to: '/approvals/$id', params: { id: String(notice.data['approvalId']) } })
        else if ('taskId' in notice.data)
          void navigate({ to: '/tasks', search: { task: Number(notice.data['taskId']) } })
        else if (notice.kind.startsWith('reading_')) void navigate({ to: '/readings' })
        else if (notice.conversationId !== null)
          void navigate({
            to: '/inbox/$view/$id',
            params: { view: 'all', id: String(notice.conversationId) },
          })
        else if (page) void navigate({ to: '/settings/$page', params: { page } })
      }}
    >
      <span
        className={cx(
          'mt-[7px] size-[7px] rounded-full',
          notice.seenAt === null &&
            (notice.kind === 'failed' ||
            notice.kind === 'promise_overdue' ||
            notice.kind === 'flow_stuck' ||
            page
              ? 'bg-shu'
              : 'bg-ai'),
        )}
      />
      <span className="text-small">{words({ name: notice.actorName || notice.customerName })}</span>
      <span className="text-[11px] text-ink3">{agoOf(notice.createdAt)}</span>
      <span className="col-start-2 col-end-4 truncate text-small text-ink3">
        {[notice.customerName, notice.conversationSubject].filter(Boolean).join(' · ')}
      </span>
    </button>
  )
}
