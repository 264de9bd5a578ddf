import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Problem, tell } from '#agent/api.ts'
import { forget, keyOf } from '#agent/ask.ts'
import { say } from '#agent/kit/toast.tsx'
import { wordsOf } from '#agent/kit/words.ts'
import { exactOf } from '#agent/kit/time.ts'
import { aboutConversation } from '#agent/live.ts'
import { m } from '#texts'
import type { ConversationPage, Message, Status } from '../../contract.ts'
import type { DraftContent, Written } from '../../contract-writing.ts'
import type { ChecksOfReply } from '../../checks/contract.ts'
import type { MacroAction } from '../../templates/contract.ts'
import type { PromisesOfReply } from '../../promises/wish.ts'
import { askForFields } from '../missing-fields.ts'
import { fieldsKept, missingBy, missingNow, settles } from '../use-fields.ts'
import type { Composer, Mode } from './use-composer.ts'

export type Unseen = { id: number; type: string; messageId: number | null; actor: string; at: string }
type Address = { name: string; address: string }
export type Content = {
  mode: Mode
  html: string
  attachmentIds: number[]
  to: Address[]
  cc: Address[]
  bcc: Address[]
  subject: string | undefined
  mentions: number[]
  templateId: number | undefined
  /** What a template does besides. */
  actions: MacroAction[] | undefined
  /** The same in the other language. */
  both: DraftContent['both']
  /** The message that is forwarded, when it is not the newest. */
  forwarded: number | undefined
  promises: PromisesOfReply | undefined
  checks: ChecksOfReply | undefined
}
export type How = { sendAt?: string; thenStatus?: Status }

/** Sends what was written, and says whether it went. When something new came that the writer had not seen, nothing is sent and what is new is shown. */
export function useSending(
  conversation: ConversationPage,
  composer: Composer,
  onSent: (how: How) => void,
  /** Takes a refusal that is shown elsewhere, and says whether it is. */
  onRefused: (error: unknown) => boolean = () => false,
  /** Sends it to be approved instead, where it may not leave without. */
  ask?: (content: Content, how: How, lastSeenEventId: number) => Promise<void>,
) {
  const client = useQueryClient()
  const [isSending, setSending] = useState(false)
  const [unseen, setUnseen] = useState<Unseen[]>()
  const params = { id: conversation.id }
  const send = async (content: Content, how: How = {}): Promise<boolean> => {
    if (lacksFields(client, conversation, how)) return false
    setSending(true)
    try {
      await fieldsKept(conversation.id)
      if (ask && content.mode !== 'note') {
        await ask(content, how, composer.seen)
        setUnseen(undefined)
        onSent({})
        forget(client, [...aboutConversation(conversation.id), ['GET /api/reply-approvals']])
        return true
      }
      const written = await write(params, content, how, composer.seen)
      show(client, written)
      if (content.mode === 'reply' || content.mode === 'reply_all') noteSeen(client, written)
      setUnseen(undefined)
      onSent(how)
      forget(client, [
        ...aboutConversation(conversation.id),
        ['GET /api/conversations'],
        ['GET /api/views'],
        ['GET /api/promises'],
      ])
      if (content.mode !== 'note') confirm(written, conversation, how, () => takeBack(written, content.mode))
      return true
    } catch (error) {
      if (error instanceof Problem && error.code === 'conversation_changed') {
        setUnseen((error.more['unseen'] ?? []) as Unseen[])
        composer.look(Number(error.more['lastEventId']))
        forget(client, aboutConversation(conversation.id))
      } else if (!onRefused(error)) {
        // What was not known when the page came is asked anew.
        if (error instanceof Problem && error.code === 'approval_needed')
          forget(client, aboutConversation(conversation.id))
        const missing = missingBy(error)
        if (missing) askForFields(conversation.id, missing)
        say({ text: wordsOf(error), tone: 'shu' })
      }
      return false
    } finally {
      setSending(false)
    }
  }
  const takeBack = async (written: Written, mode: Mode) => {
    try {
      await tell('POST /api/messages/{id}/cancel', { params: { id: written.id } })
      await client.invalidateQueries({ queryKey: ['GET /api/conversations/{id}/draft', { params }] })
      forget(client, aboutConversation(conversation.id))
      composer.takeBack(mode)
    } catch (error) {
      say({ text: wordsOf(error), tone: 'shu' })
    }
  }
  return { send, isSending, unseen, goOn: () => setUnseen(undefined) }
}

/** Whether the form must be filled in before this can be sent as the last word; it is asked for, and what was written stays. */
function lacksFields(client: QueryClient, { id }: ConversationPage, how: How): boolean {
  const page = client.getQueryData<ConversationPage>(keyOf('GET /api/conversations/{id}', { params: { id } }))
  const missing = how.thenStatus && settles(how.thenStatus) ? missingNow(client, page) : []
  if (missing.length > 0) askForFields(id, missing)
  return missing.length > 0
}

function write(
  params: { id: number },
  content: Content,
  how: How,
  lastSeenEventId: number,
): Promise<Written> {
  const { mode, html, attachmentIds, to, cc, bcc, subject, mentions, templateId, forwarded, promises } =
    content
  const checks = content.checks ? { checks: content.checks } : {}
  const named = subject === undefined ? {} : { subject }
  if (mode === 'note')
    return tell('POST /api/conversations/{id}/notes', { params, body: { html, attachmentIds, mentions } })
  if (mode === 'forward')
    return tell('POST /api/conversations/{id}/forward', {
      params,
      body: {
        html,
        attachmentIds,
        to,
        cc,
        bcc,
        ...named,
        ...(forwarded === undefined ? {} : { messageId: forwarded }),
        ...checks,
      },
    })
  return tell('POST /api/conversations/{id}/replies', {
    params,
    body: {
      html,
      attachmentIds,
      cc,
      bcc,
      lastSeenEventId,
      ...named,
      ...how,
      ...(to.length > 0 ? { to } : {}),
      ...(templateId === undefined ? {} : { templateId }),
      ...(content.actions ? { actions: content.actions } : {}),
      ...(content.both ? { both: content.both } : {}),
      ...(promises ? { promises } : {}),
      ...checks,
    },
  })
}

type Pages = { pages: { items: Message[] }[] }

/** On the screen at once; the desk's own list follows. */
function show(client: ReturnType<typeof useQueryClient>, written: Written): void {
  const key = ['GET /api/conversations/{id}/messages', { params: { id: written.conversationId } }]
  client.setQueriesData<Pages>({ queryKey: key }, (pages) => {
    const last = pages?.pages.at(-1)
    if (!pages || !last || last.items.some((one) => one.id === written.id)) return pages
    return { ...pages, pages: [...pages.pages.slice(0, -1), { ...last, items: [...last.items, written] }] }
  })
}

/** One's own answer is nothing new: the next one may follow before the page has been read anew. */
function noteSeen(client: ReturnType<typeof useQueryClient>, written: Written): void {
  const key = ['GET /api/conversations/{id}', { params: { id: written.conversationId } }]
  client.setQueriesData<ConversationPage>(
    { queryKey: key },
    (page) => page && { ...page, lastEventId: Math.max(page.lastEventId, written.lastEventId) },
  )
}

function confirm(written: Written, conversation: ConversationPage, how: How, undo: () => void): void {
  const seconds = conversation.mailbox?.undoSeconds ?? 0
  if (how.sendAt)
    say({
      text: m.agent_scheduled_for({ when: exactOf(how.sendAt) }),
      undo: { name: m.agent_take_back(), run: undo },
      seconds: 8,
    })
  else if (
    written.deliveryState === 'queued' &&
    seconds > 0 &&
    (written.channel === 'email' || written.channel === 'form')
  )
    say({ text: m.agent_sent(), undo: { name: m.agent_undo_send(), run: undo }, seconds })
}
