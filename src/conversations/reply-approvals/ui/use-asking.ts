import { type Reply, tell } from '#agent/api.ts'
import { useAsk } from '#agent/ask.ts'
import { say } from '#agent/kit/toast.tsx'
import { m } from '#texts'
import type { Content, How } from '../../ui/composer/use-sending.ts'

export type Because = NonNullable<Reply<'GET /api/conversations/{id}/reply-approvals'>['because']>

/** Why what one writes in a conversation waits for a colleague's word first; undefined where it does not. */
export function useNeedsApproval(conversationId: number, mayReply: boolean): Because | undefined {
  const asked = useAsk(
    'GET /api/conversations/{id}/reply-approvals',
    { params: { id: conversationId } },
    { staleTime: 30_000, enabled: mayReply },
  )
  return asked.data?.because ?? undefined
}

/** Sends what was written to be approved instead of to the customer. */
export async function askForApproval(
  params: { id: number },
  content: Content,
  { sendAt, thenStatus }: How,
  lastSeenEventId: number,
): Promise<void> {
  const { mode, html, attachmentIds, to, cc, bcc, subject, templateId, actions, both, forwarded } = content
  await tell('POST /api/conversations/{id}/reply-approvals', {
    params,
    body: {
      ...{ kind: mode === 'forward' ? 'forward' : 'reply', html, attachmentIds, cc, bcc, lastSeenEventId },
      ...(to.length > 0 ? { to } : {}),
      ...(subject === undefined ? {} : { subject }),
      ...(sendAt === undefined ? {} : { sendAt }),
      ...(thenStatus === undefined ? {} : { thenStatus }),
      ...(templateId === undefined ? {} : { templateId }),
      ...(actions === undefined ? {} : { actions }),
      ...(both === undefined ? {} : { both }),
      ...(forwarded === undefined ? {} : { messageId: forwarded }),
      ...(content.promises ? { promises: content.promises } : {}),
      ...(content.checks ? { checks: content.checks } : {}),
    },
  })
  say({ text: m.reply_approvals_asked() })
}
