import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { forget, useAsk, useTell } from '#agent/ask.ts'
import { Button, IconButton } from '#agent/kit/button.tsx'
import { cx } from '#agent/kit/classes.ts'
import { Icon } from '#agent/kit/icon.tsx'
import { Menu } from '#agent/kit/menu.tsx'
import { say } from '#agent/kit/toast.tsx'
import { aboutConversation } from '#agent/live.ts'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import type { Promised } from '../contract.ts'
import { bothClocks, meansName } from './words.ts'

const PromiseDialog = lazy(() => import('./promise-dialog.tsx'))
const EndDialog = lazy(() => import('./end-dialog.tsx'))
const OwnerPalette = lazy(() => import('./owner-palette.tsx'))

/** What has been promised in a conversation and is still open. */
export function useOpenPromises(conversationId: number, isAny: boolean): Promised[] {
  const query = { conversationId, limit: 20 }
  return useAsk('GET /api/promises', { query }, { enabled: isAny, staleTime: 10_000 }).data?.items ?? []
}

type Layer = 'time' | 'tell' | 'broken' | 'owner'

/** One open promise and what can be done about it: kept, told anew, passed on, or why not. */
export function OpenPromise({
  promise,
  children,
  onTellCustomer,
}: {
  promise: Promised
  /** Where it belongs to, on a page that shows many. */
  children?: React.ReactNode
  /** Opens an answer that tells a new time, which has been chosen. */
  onTellCustomer?: ((dueAt: string, customerZone: string) => void) | undefined
}) {
  const me = useMe()
  const client = useQueryClient()
  const [layer, setLayer] = useState<Layer>()
  const after = { onDone: () => forgetPromises(client, promise.conversation.id) }
  const change = useTell('PATCH /api/promises/{id}', after)
  const end = useTell('POST /api/promises/{id}/end', {
    onDone: ({ state }) => {
      after.onDone()
      if (state === 'kept') say({ text: m.promises_kept_toast() })
    },
  })
  const params = { id: promise.id }
  const zone = { zone: promise.customer.timeZone, isKnown: promise.customer.isZoneKnown }
  return (
    <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
      <div className="min-w-[200px] flex-1">
        <span className="font-medium">{promise.what}</span>
        {children}
        <div className={cx('text-small', promise.isOverdue ? 'text-shu' : 'text-ink2')}>
          {[
            promise.isOverdue
              ? m.promises_was_due({ when: bothClocks(promise.dueAt, me?.timeZone ?? 'Asia/Tokyo', zone) })
              : m.promises_due({ when: bothClocks(promise.dueAt, me?.timeZone ?? 'Asia/Tokyo', zone) }),
            meansName(promise.means),
            promise.owner ? promise.owner.name : m.promises_nobody(),
            promise.postponed > 0 ? m.promises_postponed_times({ count: promise.postponed }) : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </div>
      </div>
      <Button
        isBusy={end.isPending}
        onClick={() => end.mutate({ params, body: { state: 'kept', outcome: '' } })}
      >
        {m.promises_mark_kept()}
      </Button>
      <Menu
        trigger={
          <IconButton name={m.promises_more({ what: promise.what })}>
            <Icon name="more" />
          </IconButton>
        }
        entries={[
          ...(onTellCustomer ? [{ name: m.promises_tell_customer(), run: () => setLayer('tell') }] : []),
          { name: m.promises_new_time(), run: () => setLayer('time') },
          { name: m.promises_pass_on(), run: () => setLayer('owner') },
          { name: m.promises_cannot_keep(), run: () => setLayer('broken') },
          {
            name: m.promises_was_none(),
            run: () => end.mutate({ params, body: { state: 'cancelled', outcome: '' } }),
          },
        ]}
      />
      <Suspense>
        {(layer === 'time' || layer === 'tell') && (
          <PromiseDialog
            conversationId={promise.conversation.id}
            title={layer === 'tell' ? m.promises_tell_customer() : m.promises_new_time()}
            save={m.promises_move()}
            initial={{ what: promise.what, means: promise.means }}
            onlyTime
            onTake={({ dueAt }, { customerZone }) => {
              if (layer === 'tell') onTellCustomer?.(dueAt, customerZone)
              else change.mutate({ params, body: { dueAt } })
            }}
            onClose={() => setLayer(undefined)}
          />
        )}
        {layer === 'broken' && (
          <EndDialog
            what={promise.what}
            onEnd={(outcome) => end.mutate({ params, body: { state: 'broken', outcome } })}
            onClose={() => setLayer(undefined)}
          />
        )}
        {layer === 'owner' && (
          <OwnerPalette
            brandId={promise.brandId}
            ownerId={promise.owner?.id}
            onPick={(ownerId) => change.mutate({ params, body: { ownerId } })}
            onClose={() => setLayer(undefined)}
          />
        )}
      </Suspense>
    </div>
  )
}

/** What shows promises, after one has changed. */
export function forgetPromises(client: ReturnType<typeof useQueryClient>, conversationId: number): void {
  forget(client, [['GET /api/promises'], ...aboutConversation(conversationId)])
}
