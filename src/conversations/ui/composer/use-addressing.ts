import { useState } from 'react'
import { useAsk } from '#agent/ask.ts'
import type { Address, ConversationPage } from '../../contract.ts'
import type { DraftContent } from '../../contract-writing.ts'
import type { Mode } from './use-composer.ts'

export type Addressing = ReturnType<typeof useAddressing>
type Lists = { to: Address[]; cc: Address[]; bcc: Address[]; subject: string | undefined }

/** To whom it goes: the desk's proposal for this kind of answer, until the writer changes it. */
export function useAddressing(conversation: ConversationPage, mode: Mode) {
  const isMail = conversation.channel === 'email' || conversation.channel === 'form'
  const proposed = useAsk(
    'GET /api/conversations/{id}/reply-defaults',
    { params: { id: conversation.id } },
    { enabled: isMail && conversation.may.reply, staleTime: 30_000 },
  ).data
  const [changed, setChanged] = useState<Partial<Record<Mode, Partial<Lists>>>>({})
  const defaults = mode === 'reply_all' ? proposed?.replyAll : mode === 'reply' ? proposed?.reply : undefined
  const mine = changed[mode]
  const lists: Lists = {
    to: mine?.to ?? defaults?.to ?? [],
    cc: mine?.cc ?? defaults?.cc ?? [],
    bcc: mine?.bcc ?? [],
    subject: mine?.subject,
  }
  return {
    ...lists,
    isMail,
    from: proposed?.from ?? conversation.mailbox?.address ?? null,
    proposedSubject:
      mode === 'forward' ? `Fwd: ${conversation.subject}` : (proposed?.subject ?? conversation.subject),
    hasAll:
      (proposed?.replyAll.cc.length ?? 0) + (proposed?.replyAll.to.length ?? 0) >
      (proposed?.reply.to.length ?? 0),
    change: (part: Partial<Lists>) => setChanged((all) => ({ ...all, [mode]: { ...all[mode], ...part } })),
    /** What was chosen by hand; for a plain reply the desk finds the customer's address itself. */
    chosen: () => ({
      to: mode === 'reply' && !mine?.to ? [] : lists.to,
      cc: lists.cc,
      bcc: lists.bcc,
      subject: lists.subject,
    }),
    restore: (draft: DraftContent) =>
      setChanged((all) => ({
        ...all,
        [draft.mode]: {
          ...(draft.to && draft.to.length > 0 ? { to: draft.to } : {}),
          ...(draft.cc.length > 0 ? { cc: draft.cc } : {}),
          ...(draft.bcc.length > 0 ? { bcc: draft.bcc } : {}),
          ...(draft.subject ? { subject: draft.subject } : {}),
        },
      })),
  }
}
