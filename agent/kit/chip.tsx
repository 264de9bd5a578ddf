import type { ReactNode } from 'react'
import { cx } from './classes.ts'

export type Tone = 'plain' | 'ai' | 'shu' | 'matcha' | 'kohaku'

const tones: Record<Tone, string> = {
  plain: 'bg-mat text-ink2',
  ai: 'bg-ai-soft text-ai',
  shu: 'bg-shu-soft text-shu',
  matcha: 'bg-matcha-soft text-matcha',
  kohaku: 'bg-kohaku-soft text-kohaku',
}

/** A state or a mark in one word. */
export function Chip({
  tone = 'plain',
  children,
  className,
}: {
  tone?: Tone
  children: ReactNode
  className?: string
}) {
  return (
    <span
      className={cx(
        'inline-block max-w-[180px] truncate rounded-[9px] px-[7px] text-[11px] leading-[18px] whitespace-nowrap',
        tones[tone],
        className,
      )}
    >
      {children}
    </span>
  )
}
