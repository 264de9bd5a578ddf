import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { tell } from '#agent/api.ts'
import { forget, useTell } from '#agent/ask.ts'
import { say } from '#agent/kit/toast.tsx'
import { wordsOf } from '#agent/kit/words.ts'
import { aboutConversation } from '#agent/live.ts'
import { m } from '#texts'
import { useChecks } from '../../checks/ui/use-checks.ts'
import type { EditorHandle } from '../../ui/composer/editor.tsx'
import type { ReplyApproval } from '../contract.ts'
import { useTimes } from './use-times.ts'

/** What can be done with a reply that waits: approve it as it is or changed, send it back, take it back. */
export function useDeciding(approval: ReplyApproval) {
  const client = useQueryClient()
  const editor = useRef<EditorHandle>(null)
  const [isEditing, setEditing] = useState(false)
  const [isReturning, setReturning] = useState(false)
  const checks = useChecks(undefined)
  const times = useTimes(approval)
  const params = { id: approval.id }
  const stale = [
    ['GET /api/reply-approvals'],
    ['GET /api/conversations'],
    ...aboutConversation(approval.conversation.id),
  ]
  const undo = async (messageId: number) => {
    try {
      await tell('POST /api/messages/{id}/cancel', { params: { id: messageId } })
      forget(client, stale)
    } catch (error) {
      say({ text: wordsOf(error), tone: 'shu' })
    }
  }
  const approving = useTell('POST /api/reply-approvals/{id}/approve', {
    stale,
    onDone: ({ messageId }) => {
      if (messageId !== null)
        say({
          text: m.reply_approvals_sent(),
          undo: { name: m.reply_approvals_undo(), run: () => void undo(messageId) },
          seconds: 8,
        })
    },
    onRefused: (problem) => {
      const first = checks.refuse(problem)?.find((one) => one.found !== '')
      if (first) editor.current?.select(first.found)
      // Something came, or somebody else was quicker: what is new is shown.
      if (problem.status === 409 || problem.code === 'promised_time_passed') forget(client, stale)
      return problem.code === 'reply_checks'
    },
  })
  const returning = useTell('POST /api/reply-approvals/{id}/send-back', { stale })
  const withdrawing = useTell('POST /api/reply-approvals/{id}/withdraw', {
    stale: [...stale, ['GET /api/conversations/{id}/draft']],
  })
  return {
    editor,
    checks,
    times,
    isEditing,
    isReturning,
    edit: setEditing,
    askWhy: setReturning,
    isBusy: approving.isPending || returning.isPending || withdrawing.isPending,
    approve() {
      // What is promised for a time that has passed is named first.
      if (times.firstPast !== undefined) return times.choose(times.firstPast)
      const said = checks.said()
      approving.mutate({
        params,
        body: {
          lastSeenEventId: approval.lastEventId,
          ...(isEditing ? { html: editor.current?.html() ?? '' } : {}),
          ...(times.isNamed ? { dueAts: times.dueAts } : {}),
          ...(said ? { checks: said } : {}),
        },
      })
    },
    sendBack: (comment: string) => returning.mutate({ params, body: { comment } }),
    withdraw: () => withdrawing.mutate({ params }),
  }
}
