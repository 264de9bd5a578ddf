import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { tell } from '#agent/api.ts'
import { forget, keyOf } from '#agent/ask.ts'
import { say } from '#agent/kit/toast.tsx'
import { wordsOf } from '#agent/kit/words.ts'
import { aboutConversation } from '#agent/live.ts'
import { m } from '#texts'
import type { ConversationPage, ConversationSummary, Status } from '../contract.ts'
import { askForFields } from './missing-fields.ts'
import { fieldsKept, missingBy, missingNow, settles } from './use-fields.ts'
import { priorityName, statusName } from './words.ts'

export type Changes = ReturnType<typeof changesOf>

/** What can be changed about a conversation: shown at once, taken back when the desk refuses, undone by a word in the toast. */
export function useChanges(id: number): Changes {
  return changesOf(useQueryClient(), id)
}

export function changesOf(client: QueryClient, id: number) {
  const params = { id }
  const now = () => client.getQueryData<ConversationPage>(keyOf('GET /api/conversations/{id}', { params }))
  const change = (guess: Partial<ConversationPage>, ask: Promise<ConversationPage>) =>
    guessed(client, id, guess, ask)
  const done = (text: string, undo?: () => void) =>
    say({ text, ...(undo ? { undo: { name: m.agent_undo(), run: undo } } : {}) })

  const changes = {
    async assign(staff: { id: number; name: string } | null) {
      await change(
        { assignee: staff },
        tell('PUT /api/conversations/{id}/assignee', { params, body: { staffId: staff?.id ?? null } }),
      )
    },
    /**
     * Whether something promised is open, or the form lacks what it must have to be in that state; if so that is said or asked for, and
     * nobody needs to be sent away from here only to be called back.
     */
    asksFirst(status: Status): boolean {
      const promised = settles(status) || status === 'no_reply_needed' ? (now()?.openPromises ?? 0) : 0
      if (promised > 0) {
        say({ text: m.promises_still_open({ count: promised }), tone: 'shu' })
        return true
      }
      const missing = settles(status) ? missingNow(client, now()) : []
      if (missing.length > 0) askForFields(id, missing)
      return missing.length > 0
    },
    async status(status: Status, isUndo = false) {
      if (changes.asksFirst(status)) return
      // What was typed into the form is on its way when its field was left by pressing this.
      await fieldsKept(id)
      const before = now()?.status
      const ok = await change(
        { status },
        tell('PUT /api/conversations/{id}/status', { params, body: { status } }),
      )
      if (ok && !isUndo)
        done(
          settles(status) && (now()?.openTasks ?? 0) > 0
            ? m.tasks_still_open({ count: now()?.openTasks ?? 0 })
            : m.agent_status_changed({ status: statusName(status) }),
          before && before !== 'spam' ? () => void changes.status(before, true) : undefined,
        )
    },
    async priority(priority: ConversationPage['priority']) {
      const ok = await change(
        { priority },
        tell('PUT /api/conversations/{id}/priority', { params, body: { priority } }),
      )
      if (ok) done(m.agent_priority_changed({ priority: priorityName(priority) }))
    },
    async team(teamId: number | null) {
      await change({ teamId }, tell('PUT /api/conversations/{id}/team', { params, body: { teamId } }))
    },
    async reason(reasonId: number | null) {
      await change({ reasonId }, tell('PUT /api/conversations/{id}/reason', { params, body: { reasonId } }))
    },
    async tags(tags: string[]) {
      await change({ tags }, tell('PUT /api/conversations/{id}/tags', { params, body: { tags } }))
    },
    async subject(subject: string) {
      await change({ subject }, tell('PUT /api/conversations/{id}/subject', { params, body: { subject } }))
    },
    async language(language: string) {
      await change({ language }, tell('PUT /api/conversations/{id}/language', { params, body: { language } }))
    },
    async snooze(until: string | null, words: string) {
      const ok = await change(
        { isSnoozed: true, snoozedUntil: until },
        tell('PUT /api/conversations/{id}/snooze', { params, body: { until } }),
      )
      if (ok) done(m.agent_snoozed_until({ when: words }), () => void changes.unsnooze())
    },
    async unsnooze() {
      await change(
        { isSnoozed: false, snoozedUntil: null },
        tell('DELETE /api/conversations/{id}/snooze', { params }),
      )
    },
    async follow(isFollowing: boolean) {
      const name = isFollowing
        ? 'PUT /api/conversations/{id}/follow'
        : 'DELETE /api/conversations/{id}/follow'
      const ok = await change({ isFollowing }, tell(name, { params }))
      if (ok) done(isFollowing ? m.agent_following() : m.agent_following_no_more())
    },
    async spam(isSpam: boolean, blockCustomer = false) {
      const ok = isSpam
        ? await change(
            { status: 'spam' },
            tell('PUT /api/conversations/{id}/spam', { params, body: { blockCustomer } }),
          )
        : await change({ status: 'open' }, tell('DELETE /api/conversations/{id}/spam', { params }))
      if (ok && isSpam) done(m.agent_marked_spam(), () => void changes.spam(false))
    },
    async lock(isLocked: boolean, takeOver = false) {
      await change(
        {},
        isLocked
          ? tell('PUT /api/conversations/{id}/lock', { params, body: { takeOver } })
          : tell('DELETE /api/conversations/{id}/lock', { params }),
      )
    },
    async unread() {
      await tell('DELETE /api/conversations/{id}/read', { params }).catch((error) =>
        say({ text: wordsOf(error), tone: 'shu' }),
      )
      patch(client, id, { isUnread: true })
    },
  }
  return changes
}

/** Shows the guess at once, then what the desk answers; a refusal puts back what was. */
async function guessed(
  client: QueryClient,
  id: number,
  guess: Partial<ConversationPage>,
  asked: Promise<ConversationPage>,
): Promise<boolean> {
  const key = keyOf('GET /api/conversations/{id}', { params: { id } })
  const before = client.getQueryData<ConversationPage>(key)
  patch(client, id, guess)
  try {
    const page = await asked
    client.setQueryData(key, page)
    forget(client, [...aboutConversation(id).slice(2), 'GET /api/views', 'GET /api/conversations'])
    return true
  } catch (error) {
    if (before) patch(client, id, before)
    const missing = missingBy(error)
    if (missing) askForFields(id, missing)
    say({ text: wordsOf(error), tone: 'shu' })
    return false
  }
}

type Lists = { pages: { items: ConversationSummary[] }[] }

/** The same fact wherever it stands: on the conversation's page and in every list. */
export function patch(client: QueryClient, id: number, guess: Partial<ConversationPage>): void {
  client.setQueryData<ConversationPage>(keyOf('GET /api/conversations/{id}', { params: { id } }), (page) =>
    page ? { ...page, ...guess } : page,
  )
  client.setQueriesData<Lists>({ queryKey: ['GET /api/conversations'] }, (lists) =>
    lists?.pages
      ? {
          ...lists,
          pages: lists.pages.map((page) => ({
            ...page,
            items: page.items.map((one) => (one.id === id ? { ...one, ...guess } : one)),
          })),
        }
      : lists,
  )
}
