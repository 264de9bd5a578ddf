import { useState } from 'react'
import { Icon } from '#agent/kit/icon.tsx'
import { m } from '#texts'
import type { Address } from '../../contract.ts'
import { AddressLine } from './address-line.tsx'
import type { Addressing } from './use-addressing.ts'
import type { Mode } from './use-composer.ts'

/** From and to in one line; opened, every address can be changed. */
export function Recipients({
  addressing,
  mode,
  known,
  onChange,
}: {
  addressing: Addressing
  mode: Mode
  /** The customer's own address: only who is written to there is called by name alone. */
  known: string | null
  onChange: () => void
}) {
  const [isOpen, setOpen] = useState(mode === 'forward')
  if (!addressing.isMail) return null
  const change = (part: Parameters<Addressing['change']>[0]) => {
    addressing.change(part)
    onChange()
  }
  const shown = [...addressing.to, ...addressing.cc, ...addressing.bcc]
  if (!isOpen && mode !== 'forward')
    return (
      <button
        type="button"
        aria-expanded={false}
        onClick={() => setOpen(true)}
        className="mx-3.5 mt-1.5 flex min-w-0 items-center gap-1.5 rounded-[5px] text-left text-small text-ink3 hover:text-ink max-phone:min-h-11"
      >
        <span className="truncate">
          {m.agent_to()} {shown.map((one) => shownAs(one, known)).join(', ')}
        </span>
        <Icon name="down" size={12} />
      </button>
    )
  return (
    <div className="mt-1.5 grid gap-px border-b border-line px-3.5 pb-1.5 text-small">
      <AddressLine name={m.agent_to()} addresses={addressing.to} onChange={(to) => change({ to })} />
      <AddressLine name={m.agent_cc()} addresses={addressing.cc} onChange={(cc) => change({ cc })} />
      <AddressLine name={m.agent_bcc()} addresses={addressing.bcc} onChange={(bcc) => change({ bcc })} />
      <label className="flex items-center gap-2">
        <span className="w-14 shrink-0 whitespace-nowrap text-ink3">{m.agent_subject()}</span>
        <input
          value={addressing.subject ?? addressing.proposedSubject}
          onChange={(event) => change({ subject: event.target.value })}
          className="h-7 min-w-0 flex-1 bg-transparent outline-offset-0 max-phone:h-11"
        />
      </label>
    </div>
  )
}

/** A Reply-To may lead elsewhere; that is to be seen before it is answered. */
function shownAs(one: Address, known: string | null): string {
  if (one.name === '') return one.address
  return one.address.toLowerCase() === known?.toLowerCase() ? one.name : `${one.name} <${one.address}>`
}
