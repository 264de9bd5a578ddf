import { Link, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react'
import { m } from '#texts'
import { cx } from '../kit/classes.ts'
import { Icon } from '../kit/icon.tsx'
import type { Reply } from '../api.ts'

type Waiting = Reply<'GET /api/waiting'>['promises']
type Group = 'work' | 'saved' | 'operation' | 'archive'

/** A part of the navigation under its name, which folds it; folded, the name says how much waits beneath. */
export function NavGroup({
  group,
  name,
  within,
  waits = [],
  children,
}: {
  group: Group
  name: string
  /** Where its places lead: the group of the screen one is on stays open. */
  within: RegExp
  waits?: readonly (Waiting | undefined)[]
  children: ReactNode
}) {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const isWithin = within.test(path)
  // Folded by hand while one is in it, it stays folded until one comes again.
  const [isPutAway, putAway] = useState(false)
  useEffect(() => putAway(false), [isWithin])
  const isFolded = useFolded().has(group) && (!isWithin || isPutAway)
  const turn = () => {
    fold(group, !isFolded)
    putAway(!isFolded)
  }
  const total = waits.reduce((sum, one) => sum + (one?.count ?? 0), 0)
  const isLate = waits.some((one) => one?.isLate)
  return (
    <section aria-label={name}>
      <h2 className="mt-2">
        <button
          type="button"
          aria-expanded={!isFolded}
          onClick={turn}
          className="group flex min-h-7 w-full items-center gap-1 rounded-[6px] px-2 text-[11px] font-semibold tracking-[.02em] text-ink3 hover:text-ink2 max-phone:min-h-11"
        >
          {name}
          <span className={cx('transition-transform', isFolded && '-rotate-90')}>
            <Icon name="down" size={11} />
          </span>
          {isFolded && <Count waiting={{ count: total, isMore: waits.some((one) => one?.isMore), isLate }} />}
        </button>
      </h2>
      {!isFolded && children}
    </section>
  )
}

type To =
  | '/promises'
  | '/tasks'
  | '/escalations'
  | '/approvals'
  | '/reply-approvals'
  | '/readings'
  | '/customers'
  | '/complaints'
  | '/flows'
  | '/knowledge'
  | '/answers'

/** One place to go, with how much waits there for me. */
export function NavPlace({ to, name, waiting }: { to: To; name: string; waiting?: Waiting | undefined }) {
  return (
    <Link to={to} activeOptions={{ includeSearch: false }} {...placeLook}>
      <span className="truncate">{name}</span>
      <Count waiting={waiting} />
    </Link>
  )
}

function Count({
  waiting,
}: {
  waiting: { count: number; isMore: boolean | undefined; isLate: boolean } | undefined
}) {
  if (!waiting || waiting.count === 0) return null
  return (
    <span
      className={cx(
        'ml-auto flex items-center gap-1.5 text-[11px] font-normal',
        waiting.isLate ? 'text-shu' : 'text-kohaku',
      )}
    >
      {waiting.isLate && (
        <>
          <span aria-hidden className="size-[7px] rounded-full bg-shu" />
          <span className="sr-only">{m.agent_late()}</span>
        </>
      )}
      {waiting.count}
      {waiting.isMore && '+'}
    </span>
  )
}

export const placeLook = {
  className:
    'flex min-h-[30px] items-center gap-[9px] rounded-[6px] px-2 py-1 text-ink2 hover:text-ink max-phone:min-h-11 data-[status=active]:bg-paper data-[status=active]:font-semibold data-[status=active]:text-ink data-[status=active]:shadow-[0_0_0_1px_var(--line)]',
}

const kept = 'engawa-folded'
const listeners = new Set<() => void>()
let folded: ReadonlySet<string> = new Set((localStorage.getItem(kept) ?? 'archive').split(' '))

function useFolded(): ReadonlySet<string> {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => folded,
  )
}

/** This browser remembers which parts are folded. */
function fold(group: Group, isFolded: boolean): void {
  folded = new Set(isFolded ? [...folded, group] : [...folded].filter((one) => one !== group))
  localStorage.setItem(kept, [...folded].join(' '))
  for (const listener of listeners) listener()
}
