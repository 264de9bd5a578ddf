import type { ReactNode } from 'react'
import { m } from '#texts'
import { Button } from './button.tsx'
import { cx } from './classes.ts'
import { wordsOf } from './words.ts'

/** Nothing here, and what to do next. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="flex h-full flex-col items-center justify-center gap-1.5 p-8 text-center">
      <p className="text-read text-ink2">{title}</p>
      {children && (
        <div className="max-w-[36ch] text-small text-pretty text-ink3 [word-break:auto-phrase]">
          {children}
        </div>
      )}
    </div>
  )
}

/** What happened and what to do. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return (
    <div role="alert" className="flex h-full flex-col items-center justify-center gap-3 p-8 text-center">
      <p className="max-w-[44ch] text-read text-ink2">{wordsOf(error)}</p>
      {onRetry && <Button onClick={onRetry}>{m.agent_try_again()}</Button>}
    </div>
  )
}

/** Where something will stand in a moment. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cx('animate-pulse rounded-[5px] bg-mat', className)} />
}
