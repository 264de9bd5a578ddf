import { lazy, Suspense, useState } from 'react'
import { useActions } from '#agent/actions.ts'
import { useAsk } from '#agent/ask.ts'
import { Kbd } from '#agent/kit/kbd.tsx'
import { m } from '#texts'
import type { ConversationPage } from '../../../conversations/contract.ts'
import { GrantLine } from './grant-line.tsx'

const GrantDialog = lazy(() => import('./grant-dialog.tsx'))

/** What was given to the customer in this conversation, and the way to give something. */
export default function GrantsCard({ conversation }: { conversation: ConversationPage }) {
  const [isGiving, setGiving] = useState(false)
  const grants = useAsk(
    'GET /api/grants',
    { query: { conversationId: conversation.id, limit: 20 } },
    { staleTime: 30_000 },
  ).data?.items
  const may = conversation.may.change
  useActions([
    {
      id: 'grant',
      name: m.authority_give_title(),
      keys: 'shift+g',
      group: m.agent_group_conversation(),
      isOff: !may,
      run: () => setGiving(true),
    },
  ])
  return (
    <section aria-label={m.authority_grants()} className="flex flex-col gap-2">
      <div className="flex items-center gap-2">
        <h3 className="flex-1 text-[11px] font-semibold text-ink3">{m.authority_grants()}</h3>
        {may && (
          <button
            type="button"
            onClick={() => setGiving(true)}
            className="flex items-center gap-1.5 rounded-[6px] px-1.5 text-small text-ink2 hover:bg-paper hover:text-ink max-phone:min-h-11"
          >
            {m.authority_give()}
            <Kbd keys="shift+g" />
          </button>
        )}
      </div>
      {grants && grants.length > 0 && (
        <ul className="grid gap-2.5">
          {grants.map((grant) => (
            <li key={grant.id}>
              <GrantLine grant={grant} mayChange={may} />
            </li>
          ))}
        </ul>
      )}
      <Suspense>
        {isGiving && <GrantDialog conversation={conversation} onClose={() => setGiving(false)} />}
      </Suspense>
    </section>
  )
}
