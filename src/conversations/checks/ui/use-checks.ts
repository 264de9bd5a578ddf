import { useEffect, useRef, useState } from 'react'
import { Problem, tell } from '#agent/api.ts'
import type { ChecksOfReply, Finding } from '../contract.ts'

type Address = { name: string; address: string }
/** What is written so far. */
export type Draft = {
  html: string
  subject?: string | undefined
  to: Address[]
  cc: Address[]
  bcc: Address[]
  attachments: number
  isPromising: boolean
  /** The same in two languages, one after the other. */
  isInBoth?: boolean
}
export type Checks = ReturnType<typeof useChecks>
type Place =
  | { conversationId: number; kind: 'reply' | 'forward' }
  | { brandId: number; kind: 'first' }
  | undefined
type Refused = { findings: Finding[]; mayPass: boolean }

const pause = 1_200

/**
 * What is found in the text being written, while it rests and when it was to be sent. Sending again after it was refused says yes to the
 * warnings it was refused with.
 */
export function useChecks(place: Place) {
  const [found, setFound] = useState<Finding[]>([])
  const [refused, setRefused] = useState<Refused>()
  const [reason, setReason] = useState('')
  const asked = useRef(new Set<string>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const round = useRef(0)
  useEffect(() => () => clearTimeout(timer.current), [])
  return {
    found,
    refused,
    reason,
    setReason,
    /** Looks through what is written, once it rests. */
    read(draft: () => Draft) {
      clearTimeout(timer.current)
      const mine = ++round.current
      if (!place) return setFound([])
      timer.current = setTimeout(() => {
        look(place, draft()).then(
          ({ items }) => {
            if (mine !== round.current) return
            setFound(items)
            setRefused((known) => known && stillThere(known, items))
          },
          // A wish to help that could not be fulfilled disturbs nobody who writes.
          () => setFound([]),
        )
      }, pause)
    },
    /** What goes with the sending: yes to the warnings shown when it was refused, and the reason for the rest. */
    said: (more: readonly string[] = []): ChecksOfReply | undefined => {
      const accepted = [...asked.current, ...more]
      const why = reason.trim()
      return accepted.length === 0 && why === '' ? undefined : { accepted, ...(why ? { reason: why } : {}) }
    },
    /** Takes a refusal that names findings, and says whether it was one. */
    refuse(error: unknown): Finding[] | undefined {
      if (!(error instanceof Problem) || error.code !== 'reply_checks') return undefined
      const findings = (error.more['findings'] ?? []) as Finding[]
      setRefused({ findings, mayPass: error.more['mayPass'] === true })
      for (const one of findings) if (one.level === 'warn') asked.current.add(one.id)
      return findings
    },
    clear() {
      clearTimeout(timer.current)
      round.current++
      asked.current.clear()
      setFound([])
      setRefused(undefined)
      setReason('')
    },
  }
}

function look(place: NonNullable<Place>, draft: Draft) {
  const { subject, ...rest } = draft
  const body = { ...rest, ...(subject === undefined ? {} : { subject }) }
  if ('brandId' in place)
    return tell('POST /api/brands/{id}/reply-checks', { params: { id: place.brandId }, body })
  return tell('POST /api/conversations/{id}/reply-checks', {
    params: { id: place.conversationId },
    body: { ...body, kind: place.kind },
  })
}

/** What was mended since it was refused is not spoken of any more. */
function stillThere(refused: Refused, items: Finding[]): Refused | undefined {
  const ids = new Set(items.map((one) => one.id))
  const findings = refused.findings.filter((one) => ids.has(one.id))
  return findings.length > 0 ? { ...refused, findings } : undefined
}
