import { cx } from '#agent/kit/classes.ts'

/** The frame writing stands in, tinted for a note. */
export function Box({ children, isNote = false }: { children: React.ReactNode; isNote?: boolean }) {
  return (
    <div
      className={cx(
        'mx-5 mb-4 flex shrink-0 rounded-[12px] border border-line shadow-[0_1px_0_var(--line)] max-phone:mx-2 max-phone:mb-[max(8px,env(safe-area-inset-bottom))]',
        isNote && 'bg-note',
      )}
    >
      {children}
    </div>
  )
}
