import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { cx } from '#agent/kit/classes.ts'
import { EmptyState } from '#agent/kit/states.tsx'
import { m } from '#texts'
import type { Sort } from '../contract.ts'
import { Conversation } from './conversation.tsx'
import { ConversationList } from './conversation-list.tsx'
import { useInbox } from './use-inbox.ts'
import { useListKeys } from './use-list-keys.ts'
import { useSelection } from './use-selection.ts'

/** A view on the left, one of its conversations on the right; on a phone one after the other. */
export function InboxScreen() {
  const { view = 'mine', id } = useParams({ strict: false })
  const [sort, setSort] = useState<Sort>()
  const [brandId, setBrandId] = useState<number>()
  const inbox = useInbox(view, sort, brandId)
  const selection = useSelection(view)
  const navigate = useNavigate()
  const current = id === undefined ? undefined : Number(id)
  const open = (next: number | undefined) =>
    next === undefined
      ? void navigate({ to: '/inbox/$view', params: { view } })
      : void navigate({
          to: '/inbox/$view/$id',
          params: { view, id: String(next) },
          replace: current !== undefined,
        })
  const { next } = useListKeys({ inbox, current, open, selection })
  return (
    <div className="grid h-full min-h-0 grid-cols-[clamp(280px,26vw,344px)_minmax(0,1fr)] max-phone:grid-cols-[minmax(0,1fr)]">
      <div className={cx('min-h-0', current !== undefined && 'max-phone:hidden')}>
        <ConversationList
          {...{ view, inbox, current, selection, brandId }}
          onSort={setSort}
          onBrand={setBrandId}
        />
      </div>
      <main className={cx('min-h-0 min-w-0 bg-paper', current === undefined && 'max-phone:hidden')}>
        {current === undefined ? (
          <EmptyState title={m.agent_pick_conversation()}>{m.agent_pick_conversation_how()}</EmptyState>
        ) : (
          <Conversation key={current} id={current} onNext={() => open(next)} onBack={() => open(undefined)} />
        )}
      </main>
    </div>
  )
}
