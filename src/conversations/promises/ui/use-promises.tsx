import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useTell } from '#agent/ask.ts'
import { say } from '#agent/kit/toast.tsx'
import { m } from '#texts'
import type { ConversationPage } from '../../contract.ts'
import type { Mode } from '../../ui/composer/use-composer.ts'
import type { PromiseWish } from '../wish.ts'
import { useOpenPromises } from './open-promises.tsx'
import { useWantedPostponed, wantPostponed } from './postponing.ts'
import { PromisingLines } from './promising-lines.tsx'
import { type Found, type Promising, usePromising } from './use-promising.ts'
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
  /** Something is promised, kept or put off that was not. */
  onChange: () => void,
): Pick<Promising, 'read' | 'wish' | 'settled' | 'clear' | 'draft' | 'restore'> & {
  lines: ReactNode
  ask: () => void
} {
  const isAnswer = mode === 'reply' || mode === 'reply_all'
  const promising = usePromising(conversation.id, isAnswer, onChange)
  const open = useOpenPromises(conversation.id, conversation.openPromises > 0)
  const postponed = useWantedPostponed(conversation.id)
  const [wanted, setWanted] = useState<{ found?: Found }>()
  const record = useTell('POST /api/conversations/{id}/promises', {
    stale: ['GET /api/promises', ['GET /api/conversations/{id}', { params: { id: conversation.id } }]],
    onDone: () => say({ text: m.promises_recorded() }),
  })
  const language = conversation.language === 'ja' ? 'ja' : 'en'
  const put = (wish: Pick<PromiseWish, 'means' | 'dueAt'>, kind: 'made' | 'postponed', zone: string) => {
    const sentence = sentenceOf(wish, kind, { language, zone })
    promising.settle(sentence)
    insert(sentence)
  }
  const take = (wish: PromiseWish, { customerZone }: { customerZone: string }) => {
    if (!isAnswer) return record.mutate({ params: { id: conversation.id }, body: wish })
    promising.make(wish)
    if (wanted?.found) promising.settle(wanted.found.sentence)
    else put(wish, 'made', customerZone)
  }
  useEffect(() => {
    if (!postponed || !isAnswer) return
    const { promiseId, dueAt, customerZone } = postponed
    wantPostponed(undefined)
    promising.postpone(promiseId, dueAt)
    put({ means: 'reply', dueAt }, 'postponed', customerZone)
    // Taken over once, as soon as there is an answer to take it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [postponed, isAnswer])
  const { found } = wanted ?? {}
  const initial = found
    ? { what: found.sentence, means: found.means, ...(found.dueAt ? { dueAt: found.dueAt } : {}) }
    : undefined
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
        {wanted && (
          <PromiseDialog
            conversationId={conversation.id}
            title={m.promises_make()}
            save={m.promises_promise()}
            initial={initial}
            onTake={take}
            onClose={() => setWanted(undefined)}
          />
        )}
      </Suspense>
    </>
  )
  const { read, wish, settled, clear, draft, restore } = promising
  return { lines, ask: () => setWanted({}), read, wish, settled, clear, draft, restore }
}
