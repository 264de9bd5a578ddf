import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTell } from '#agent/ask.ts'
import { say } from '#agent/kit/toast.tsx'
import { m } from '#texts'
import type { ConversationPage } from '../../contract.ts'
import type { Mode } from '../../ui/composer/use-composer.ts'
import type { PromisesOfReply, PromiseWish } from '../wish.ts'
import { useOpenPromises } from './open-promises.tsx'
import { useWantedPostponed, wantPostponed } from './postponing.ts'
import { PromisingLines } from './promising-lines.tsx'
import { type Found, usePromising } from './use-promising.ts'
import { sentenceOf } from './words.ts'

const PromiseDialog = lazy(() => import('./promise-dialog.tsx'))

/**
 * Promises of the text being written: asked for by a key, found in the text, kept or put off by it. With an answer they are stored together
 * with it; from a note, such as one about a call, at once.
 */
export function usePromises(
  conversation: ConversationPage,
  mode: Mode,
  insert: (text: string) => void,
): {
  lines: ReactNode
  ask: () => void
  read: (text: string) => void
  wish: () => PromisesOfReply | undefined
  clear: () => void
} {
  const isAnswer = mode === 'reply' || mode === 'reply_all'
  const promising = usePromising(conversation.id, isAnswer)
  const open = useOpenPromises(conversation.id, conversation.openPromises > 0)
  const postponedId = useWantedPostponed(conversation.id)
  const postponed = open.find((one) => one.id === postponedId)
  const [wanted, setWanted] = useState<{ found?: Found }>()
  const record = useTell('POST /api/conversations/{id}/promises', {
    stale: ['GET /api/promises', ['GET /api/conversations/{id}', { params: { id: conversation.id } }]],
    onDone: () => say({ text: m.promises_recorded() }),
  })
  const language = conversation.language === 'ja' ? 'ja' : 'en'
  const put = (wish: PromiseWish, kind: 'made' | 'postponed', zone: string) => {
    const sentence = sentenceOf(wish, kind, { language, zone })
    promising.settle(sentence)
    insert(sentence)
  }
  const take = (wish: PromiseWish, { customerZone }: { customerZone: string }) => {
    if (postponed) {
      promising.postpone(postponed.id, wish.dueAt)
      return put(wish, 'postponed', customerZone)
    }
    if (!isAnswer) return record.mutate({ params: { id: conversation.id }, body: wish })
    promising.make(wish)
    if (wanted?.found) promising.settle(wanted.found.sentence)
    else put(wish, 'made', customerZone)
  }
  const close = () => {
    setWanted(undefined)
    wantPostponed(undefined)
  }
  const { found } = wanted ?? {}
  const initial = found
    ? { what: found.sentence, means: found.means, ...(found.dueAt ? { dueAt: found.dueAt } : {}) }
    : postponed && { what: postponed.what, means: postponed.means }
  const lines = (
    <>
      {isAnswer && (
        <PromisingLines
          promising={promising}
          open={open}
          zone={{ zone: open[0]?.customer.timeZone ?? '', isKnown: open[0]?.customer.isZoneKnown ?? false }}
          onRecord={(one) => setWanted({ found: one })}
        />
      )}
      <Suspense>
        {(wanted || (postponed && isAnswer)) && (
          <PromiseDialog
            conversationId={conversation.id}
            title={postponed ? m.promises_tell_customer() : m.promises_make()}
            save={postponed ? m.promises_move() : m.promises_promise()}
            initial={initial}
            onlyTime={postponed !== undefined}
            onTake={take}
            onClose={close}
          />
        )}
      </Suspense>
    </>
  )
  return {
    lines,
    ask: () => setWanted({}),
    read: promising.read,
    wish: promising.wish,
    clear: promising.clear,
  }
}
