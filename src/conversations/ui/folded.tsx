import { useState } from 'react'
import { m } from '#texts'
import type { Message } from '../contract.ts'
import { LinkedText } from './linked-text.tsx'

/** Quotes and signatures: there, but out of the way. */
export function Folded({ parts, name }: { parts: Message['folded']; name?: string }) {
  const [isOpen, setOpen] = useState(false)
  if (parts.length === 0) return null
  const hasQuote = parts.some((part) => part.kind === 'quote')
  return (
    <div className="mt-2">
      <FoldButton
        isOpen={isOpen}
        name={name ?? (hasQuote ? m.agent_quote() : m.agent_signature())}
        onClick={() => setOpen(!isOpen)}
      />
      {isOpen && (
        <div className="mt-2 grid gap-3 border-l-2 border-line pl-3 text-list text-ink2">
          {parts.map((part, at) => (
            <LinkedText key={at} text={part.text} />
          ))}
        </div>
      )}
    </div>
  )
}

export function FoldButton({
  isOpen,
  name,
  onClick,
}: {
  isOpen: boolean
  name: string
  onClick: () => void
}) {
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      onClick={onClick}
      className="-ml-1 rounded-[5px] px-1 text-small text-ink3 hover:text-ink max-phone:min-h-11"
    >
      {isOpen ? '−' : '＋'} {name}
    </button>
  )
}
