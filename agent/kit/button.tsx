import type { ComponentProps, ReactNode } from 'react'
import { cx } from './classes.ts'
import { Kbd } from './kbd.tsx'

type Look = 'line' | 'primary' | 'quiet' | 'danger'
type ButtonProps = Omit<ComponentProps<'button'>, 'children'> & {
  children?: ReactNode
  look?: Look
  /** The key that does the same. */
  keys?: string | undefined
  isBusy?: boolean
  icon?: ReactNode
}

const looks: Record<Look, string> = {
  line: 'border border-line bg-paper hover:bg-mat',
  primary: 'border border-ai bg-ai font-semibold text-on-ai hover:brightness-110',
  quiet: 'border border-transparent text-ink2 hover:bg-mat hover:text-ink',
  danger: 'border border-line bg-paper text-shu hover:bg-shu-soft',
}

/** A short word that does something. */
export function Button({
  look = 'line',
  keys,
  isBusy,
  icon,
  children,
  className,
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || isBusy}
      aria-busy={isBusy || undefined}
      className={cx(
        'inline-flex h-7 shrink-0 items-center justify-center gap-1.5 rounded-[7px] px-2.5 text-small whitespace-nowrap select-none',
        'transition-colors duration-100 disabled:opacity-50 max-phone:h-11 max-phone:px-3.5 max-phone:text-list',
        looks[look],
        className,
      )}
    >
      {icon}
      {children}
      {keys && <Kbd keys={keys} bare={look === 'primary'} />}
    </button>
  )
}

/** A sign that does something; its name is for screen readers and the tooltip. */
export function IconButton({
  name,
  keys,
  className,
  children,
  isOn,
  ...rest
}: ComponentProps<'button'> & { name: string; keys?: string; isOn?: boolean }) {
  return (
    <button
      type="button"
      aria-label={name}
      title={keys ? `${name} (${keys})` : name}
      aria-pressed={isOn}
      {...rest}
      className={cx(
        'inline-grid size-7 shrink-0 place-items-center rounded-[7px] text-ink2 hover:bg-mat hover:text-ink disabled:opacity-40',
        'aria-pressed:bg-ai-soft aria-pressed:text-ai max-phone:size-11',
        className,
      )}
    >
      {children}
    </button>
  )
}
