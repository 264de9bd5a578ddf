import { m } from '#texts'
import type { ConversationPage } from '../../contract.ts'
import type { Composer } from '../../ui/composer/use-composer.ts'
import { OpenPromise, useOpenPromises } from './open-promises.tsx'
import { wantPostponed } from './postponing.ts'

/** What is promised in this conversation, above what was said: nobody should have to look for it. */
export default function Promised({
  conversation,
  composer,
}: {
  conversation: ConversationPage
  composer: Composer
}) {
  const open = useOpenPromises(conversation.id, true)
  if (open.length === 0) return null
  return (
    <section
      aria-label={m.promises_title()}
      className="grid max-h-[30dvh] gap-1.5 overflow-y-auto border-b border-line bg-ai-soft px-5 py-2 max-phone:px-3.5"
    >
      {open.map((promise) => (
        <OpenPromise
          key={promise.id}
          promise={promise}
          onTellCustomer={
            conversation.may.reply
              ? (dueAt, customerZone) => {
                  composer.open('reply')
                  wantPostponed({
                    conversationId: conversation.id,
                    promiseId: promise.id,
                    dueAt,
                    customerZone,
                  })
                }
              : undefined
          }
        />
      ))}
    </section>
  )
}
