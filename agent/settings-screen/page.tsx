import type { ReactNode } from 'react'
import { m } from '#texts'
import { EmptyState, ErrorState, Skeleton } from '../kit/states.tsx'

/** A page of the settings: its name, what it is for, and what can be done there. */
export function Page({
  title,
  intro,
  action,
  children,
}: {
  /** Left out where what stands around it is called so already. */
  title?: string | undefined
  intro?: string
  action?: ReactNode
  children: ReactNode
}) {
  return (
    <>
      <div className="mb-5">
        <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-2">
          {title !== undefined && <h1 className="min-w-0 flex-1 text-[18px]">{title}</h1>}
          {title === undefined && intro && <p className="min-w-0 flex-1 text-list text-ink2">{intro}</p>}
          {action}
        </div>
        {title !== undefined && intro && <p className="mt-1 max-w-[88ch] text-list text-ink2">{intro}</p>}
      </div>
      {children}
    </>
  )
}

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-8 border-t border-line pt-5 first:mt-0 first:border-t-0 first:pt-0">
      <h2 className="mb-3 text-read">{title}</h2>
      {children}
    </section>
  )
}

type Asked<T> = { data: { items: T[] } | undefined; error: unknown; refetch: () => unknown }

/** Rows of a list with its four faces: loading, failed, empty, there. */
export function Rows<T>({
  asked,
  empty,
  children,
}: {
  asked: Asked<T>
  empty: string
  children: (item: T) => ReactNode
}) {
  if (asked.error) return <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton className="h-32" />
  if (asked.data.items.length === 0) return <EmptyState title={empty} />
  return <ul className="border-t border-line">{asked.data.items.map(children)}</ul>
}

/** One row: what it is, what is to be known of it, and what can be done with it. */
export function Row({
  name,
  about,
  marks,
  children,
}: {
  name: ReactNode
  about?: ReactNode
  marks?: ReactNode
  children?: ReactNode
}) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line py-2.5">
      <div className="min-w-[180px] flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{name}</span>
          {marks}
        </div>
        {about && <div className="text-small text-ink3">{about}</div>}
      </div>
      {children && <div className="flex flex-wrap items-center gap-1.5">{children}</div>}
    </li>
  )
}

/** Something shown this once: a key, a link, a secret; one press copies it. */
export function ShownOnce({ words, value }: { words: string; value: string }) {
  return (
    <div className="grid gap-2">
      <p className="text-list text-ink2">{words}</p>
      <input
        readOnly
        aria-label={words}
        value={value}
        onFocus={(event) => event.currentTarget.select()}
        className="h-9 w-full rounded-[7px] border border-line bg-mat px-2.5 font-mono text-small"
      />
      <p className="text-small text-ink3">{m.settings_shown_once()}</p>
    </div>
  )
}
