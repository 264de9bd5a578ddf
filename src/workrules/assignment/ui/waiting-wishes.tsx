import { useAskPages } from '#agent/ask.ts'
import { PagedList } from '#agent/kit/paged-list.tsx'
import { whenOf } from '#agent/kit/time.ts'
import { Section } from '#agent/settings-screen/page.tsx'
import { m } from '#texts'
import { ConversationTitle } from '../../../conversations/ui/conversation-title.tsx'
import { customerName, languageName } from '../../../conversations/ui/words.ts'
import type { WaitingWish } from '../contract.ts'

/** What rules wished to be given to somebody and nobody has yet, longest waiting first. */
export function WaitingWishes({ brandId }: { brandId: number }) {
  const pages = useAskPages('GET /api/assignment-wishes', { query: { brandId } }, { limit: 20 })
  return (
    <Section title={m.assignment_waiting()}>
      {pages.items.length > 0 && (
        <p className="mb-3 max-w-[88ch] text-list text-ink2">{m.assignment_waiting_about()}</p>
      )}
      <PagedList pages={pages} empty={m.assignment_waiting_none()} keyOf={(one) => one.conversationId}>
        {(one) => (
          <div className="py-2">
            <ConversationTitle
              id={one.conversationId}
              subject={one.subject}
              about={`${customerName(one.customer)} · #${one.conversationId}`}
            />
            <p className="text-small text-ink3">{asksFor(one)}</p>
            {one.refused !== null && one.offeredAt !== null && (
              <p className="text-small text-shu">
                {m.assignment_waiting_again({ because: one.refused, when: whenOf(one.offeredAt) })}
              </p>
            )}
          </div>
        )}
      </PagedList>
    </Section>
  )
}

function asksFor({ wishedAt, language, team, skill }: WaitingWish): string {
  return [
    m.assignment_waiting_since({ when: whenOf(wishedAt) }),
    language !== null && languageName(language),
    team !== null && m.assignment_waiting_team({ name: team }),
    skill !== null && m.assignment_waiting_skill({ name: skill }),
  ]
    .filter((part) => part !== false)
    .join(' · ')
}
