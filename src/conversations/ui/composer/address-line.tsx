import { type KeyboardEvent, useState } from 'react'
import { Icon } from '#agent/kit/icon.tsx'
import { m } from '#texts'
import type { Address } from '../../contract.ts'
import { parseAddresses } from './parse-address.ts'

/** One line of addresses, each to be taken away again; what is typed becomes one with a comma, Enter or on leaving. */
export function AddressLine({
  name,
  addresses,
  isFirst = false,
  onChange,
}: {
  name: string
  /** Takes the keyboard when it appears. */
  isFirst?: boolean
  addresses: Address[]
  onChange: (addresses: Address[]) => void
}) {
  const [typed, setTyped] = useState('')
  const add = () => {
    const found = parseAddresses(typed)
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
      // Sending must not overtake the address that was being typed.
      event.stopPropagation()
      add()
    }
    if (event.key === 'Backspace' && typed === '') onChange(addresses.slice(0, -1))
  }
  return (
    <div className="flex items-start gap-2">
      <span className="w-14 shrink-0 leading-7 whitespace-nowrap text-ink3 max-phone:leading-11">{name}</span>
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
          autoFocus={isFirst}
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
