import { type Action, useActions } from '#agent/actions.ts'
import type { MenuEntry } from '#agent/kit/menu.tsx'
import { say } from '#agent/kit/toast.tsx'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import type { ConversationPage } from '../contract.ts'
import type { Composer } from './composer/use-composer.ts'
import type { Changes } from './use-changes.ts'

export type Layer =
  | 'assign'
  | 'team'
  | 'status'
  | 'priority'
  | 'tags'
  | 'reason'
  | 'snooze'
  | 'merge'
  | 'split'
  | 'subject'
  | 'language'
  | 'make-article'
  | 'why'
  | 'flow'
  | 'flows'
  | 'escalate'
  | 'complaint'
  | 'ask'

type Wish = {
  conversation: ConversationPage | undefined
  changes: Changes
  composer: Composer
  onLayer: (layer: Layer) => void
  onNext: () => void
  onPanel: () => void
}

/**
 * Everything that can be done with the open conversation, each with its key; the same list makes the menu behind the three dots.
 */
export function useConversationActions({
  conversation,
  changes,
  composer,
  onLayer,
  onNext,
  onPanel,
}: Wish): MenuEntry[] {
  const me = useMe()
  const may = conversation?.may.change ?? false
  // Pressed before the page is there, the key counts: the composer opens as soon as it may.
  const mayReply = conversation?.may.reply ?? true
  const isMine = conversation?.assignee?.id === me?.id
  const isDone = conversation?.status === 'resolved' || conversation?.status === 'closed'
  const isSpam = conversation?.status === 'spam'
  const make = (
    id: string,
    name: string,
    keys: string | undefined,
    run: () => void,
    isOff = !may,
  ): Action => ({
    id,
    name,
    keys,
    run,
    isOff,
    group: m.agent_group_conversation(),
  })
  const resolve = () => {
    if (isDone) return void changes.status('open')
    if (changes.asksFirst('resolved')) return
    void changes.status('resolved')
    onNext()
  }
  const writing = [
    make('reply', m.agent_reply(), 'r, enter', () => composer.open('reply'), !mayReply),
    make('reply-all', m.agent_reply_all(), 'shift+r', () => composer.open('reply_all'), !mayReply),
    make('forward', m.agent_forward(), 'f', () => composer.open('forward'), !mayReply),
    make('note', m.agent_note(), 'n', () => composer.open('note'), !mayReply),
  ]
  const daily = [
    make('resolve', isDone ? m.agent_reopen() : m.agent_resolve(), 'e', resolve),
    make('snooze', m.agent_snooze(), 'z', () => onLayer('snooze')),
    make('assign', m.agent_assign(), 'a', () => onLayer('assign')),
    make(
      'assign-me',
      isMine ? m.agent_assign_nobody() : m.agent_assign_me(),
      'i',
      () => void changes.assign(isMine || !me ? null : { id: me.id, name: me.name }),
    ),
    make('team', m.agent_team(), 'shift+t', () => onLayer('team')),
    make('tags', m.agent_tags(), 't', () => onLayer('tags')),
    make('status', m.agent_status(), '#', () => onLayer('status')),
    make('priority', m.agent_priority(), 'p', () => onLayer('priority')),
    make('reason', m.agent_reason(), 'shift+p', () => onLayer('reason')),
    make('complaint', m.complaints_take_in(), 'shift+q', () => onLayer('complaint')),
    make(
      'escalate',
      m.escalation_escalate(),
      'shift+e',
      () => onLayer('escalate'),
      !may || conversation?.escalation !== null,
    ),
  ]
  const rare = [
    make(
      'follow',
      conversation?.isFollowing ? m.agent_unfollow() : m.agent_follow(),
      'w',
      () => void changes.follow(!conversation?.isFollowing),
      !conversation,
    ),
    make(
      'lock',
      conversation?.lock ? m.agent_unlock() : m.agent_lock(),
      'l',
      () => void changes.lock(!conversation?.lock),
    ),
    make('unread', m.agent_mark_unread(), 'shift+u', () => void changes.unread(), !conversation),
    make('subject', m.agent_change_subject(), undefined, () => onLayer('subject')),
    make('language', m.agent_change_language(), undefined, () => onLayer('language')),
    make('merge', m.agent_merge(), 'm', () => onLayer('merge')),
    make('split', m.agent_split(), 'shift+m', () => onLayer('split')),
    make('copy-link', m.agent_copy_link(), 'mod+shift+l', () => copyLink(conversation?.id), !conversation),
    make('ask', m.tasks_ask(), 'q', () => onLayer('ask')),
    make('make-article', m.answers_make_article(), undefined, () => onLayer('make-article')),
    make('flow', m.flows_start(), undefined, () => onLayer('flow')),
    make('flows', m.flows_here(), undefined, () => onLayer('flows'), !conversation),
    make('why', m.rules_why(), undefined, () => onLayer('why'), !conversation),
    make('panel', m.agent_customer_panel(), 'shift+c', onPanel, !conversation),
    make('spam', isSpam ? m.agent_not_spam() : m.agent_spam(), '!', () => void changes.spam(!isSpam)),
  ]
  useActions([...writing, ...daily, ...rare])
  const entry = (action: Action): MenuEntry => ({
    name: action.name,
    keys: action.keys?.split(/, ?/)[0],
    isOff: action.isOff ?? false,
    isDangerous: action.id === 'spam' && !isSpam,
    run: action.run,
  })
  return [...daily.slice(4).map(entry), 'line', ...rare.map(entry)]
}

function copyLink(id: number | undefined): void {
  navigator.clipboard.writeText(`${location.origin}/conversations/${id}`).then(
    () => say({ text: m.agent_link_copied() }),
    () => say({ text: m.agent_went_wrong(), tone: 'shu' }),
  )
}
