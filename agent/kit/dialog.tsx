import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { m } from '#texts'
import { IconButton } from './button.tsx'
import { cx } from './classes.ts'
import { useFocusReturn } from './focus-return.ts'
import { Icon } from './icon.tsx'

/** A question that has to be answered first; closed by Escape, by its cross or by a click beside it. */
export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  footer,
  width = 480,
  initialFocus,
}: {
  title: string
  isOpen: boolean
  onClose: () => void
  children: ReactNode
  footer?: ReactNode
  width?: number
  initialFocus?: Base.Popup.Props['initialFocus']
}) {
  useFocusReturn(isOpen)
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Veil />
        <Base.Popup
          {...(initialFocus ? { initialFocus } : {})}
          style={{ width: `min(calc(100vw - 24px), ${width}px)` }}
          className={cx(
            'fixed top-1/2 left-1/2 z-40 flex max-h-[86dvh] -translate-x-1/2 -translate-y-1/2 flex-col rounded-[12px] bg-paper shadow-float',
            'transition-[opacity,scale] duration-100 data-ending-style:opacity-0 data-starting-style:scale-[0.98] data-starting-style:opacity-0',
          )}
        >
          <div className="flex items-center gap-2 border-b border-line py-2.5 pr-2.5 pl-5">
            <Base.Title className="flex-1 text-read font-semibold">{title}</Base.Title>
            <Base.Close render={<IconButton name={m.agent_close()} />}>
              <Icon name="close" />
            </Base.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
          {footer && <div className="flex justify-end gap-2 border-t border-line px-5 py-3">{footer}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

export function Veil() {
  return (
    <Base.Backdrop className="fixed inset-0 z-30 bg-veil transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
  )
}
