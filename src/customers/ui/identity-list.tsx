import { Chip } from '#agent/kit/chip.tsx'
import { m } from '#texts'
import type { CustomerPage } from '../contract.ts'
import { PanelHeading } from './panel-heading.tsx'
import { identityKind, undeliverableWords } from './words.ts'

/** How the customer can be reached, what of it is proved, and what comes back. */
export function IdentityList({ customer }: { customer: CustomerPage }) {
  const shown = customer.identities.filter((one) => one.kind !== 'visitor')
  if (shown.length === 0) return null
  return (
    <section>
      <PanelHeading>{m.agent_identities()}</PanelHeading>
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-1 text-small">
        {shown.map((one) => (
          <li key={one.id}>
            <div className="flex items-center gap-2">
              <span className="min-w-0 flex-1 truncate" title={one.value}>
                {one.value}
              </span>
              {one.undeliverable ? (
                <Chip tone="shu">{m.agent_undeliverable()}</Chip>
              ) : one.isVerified ? (
                <Chip tone="matcha">{m.agent_verified()}</Chip>
              ) : (
                <span className="text-[11px] text-ink3">{identityKind(one.kind)}</span>
              )}
            </div>
            {one.undeliverable?.reason && (
              <p className="text-[11px] text-shu" title={one.undeliverable.reason}>
                {undeliverableWords(one.undeliverable.reason)}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
