import { type KeyboardEvent, useState } from 'react'
import { Icon } from '#agent/kit/icon.tsx'
import { m } from '#texts'
import type { Address } from '../../contract.ts'
import type { Addressing } from './use-addressing.ts'
import type { Mode } from './use-composer.ts'

/** From and to in one line; opened, every address can be changed. */
export function Recipients({
  addressing,
  mode,
  onChange,
}: {
  addressing: Addressing
  mode: Mode
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
          {m.agent_to()} {shown.map((one) => one.name || one.address).join(', ')}
        </span>
        <Icon name="down" size={12} />
      </button>
    )
  return (
    <div className="mt-1.5 grid gap-px border-b border-line px-3.5 pb-1.5 text-small">
      <Line name={m.agent_to()} addresses={addressing.to} onChange={(to) => change({ to })} />
      <Line name={m.agent_cc()} addresses={addressing.cc} onChange={(cc) => change({ cc })} />
      <Line name={m.agent_bcc()} addresses={addressing.bcc} onChange={(bcc) => change({ bcc })} />
      <label className="flex items-center gap-2">
        <span className="w-10 shrink-0 text-ink3">{m.agent_subject()}</span>
        <input
          value={addressing.subject ?? addressing.proposedSubject}
          onChange={(event) => change({ subject: event.target.value })}
          className="h-7 min-w-0 flex-1 bg-transparent outline-offset-0 max-phone:h-11"
        />
      </label>
    </div>
  )
}

function Line({
  name,
  addresses,
  onChange,
}: {
  name: string
  addresses: Address[]
  onChange: (addresses: Address[]) => void
}) {
  const [typed, setTyped] = useState('')
  const add = () => {
    const found = parse(typed)
    if (found.length === 0) return
    onChange([
      ...addresses,
      ...found.filter((one) => !addresses.some((other) => other.address === one.address)),
    ])
    setTyped('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (['Enter', ',', ';', 'Tab'].includes(event.key) && typed.trim() !== '') {
      if (event.key !== 'Tab') event.preventDefault()
      add()
    }
    if (event.key === 'Backspace' && typed === '') onChange(addresses.slice(0, -1))
  }
  return (
    <div className="flex items-start gap-2">
      <span className="w-10 shrink-0 leading-7 text-ink3">{name}</span>
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-1 py-0.5">
        {addresses.map((one) => (
          <span
            key={one.address}
            title={one.address}
            className="flex items-center gap-1 rounded-[9px] bg-mat pl-2 leading-[22px]"
          >
            {one.name || one.address}
            <button
              type="button"
              aria-label={m.agent_remove({ name: one.address })}
              onClick={() => onChange(addresses.filter((other) => other !== one))}
              className="grid size-5 place-items-center rounded-full text-ink3 hover:text-ink max-phone:size-8"
            >
              <Icon name="close" size={11} />
            </button>
          </span>
        ))}
        <input
          value={typed}
          type="text"
          inputMode="email"
          aria-label={name}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={add}
          className="h-6 min-w-24 flex-1 bg-transparent outline-offset-0 max-phone:h-10"
        />
      </div>
    </div>
  )
}

function parse(typed: string): Address[] {
  return typed.split(/[,;\s、]+(?![^<]*>)/).flatMap((part) => {
    const address = /([^\s<>"]+@[^\s<>"]+\.[^\s<>"]+)/.exec(part)?.[1]
    return address ? [{ name: '', address }] : []
  })
}
