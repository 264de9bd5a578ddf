import { Popover as Base } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'

export type PopoverProps = {
  trigger: ReactElement<{ onClick?: () => void; onPointerEnter?: () => void; 'aria-haspopup'?: 'dialog' }>
  title: string
  children: ReactNode
  isOpen: boolean
  onChange: (isOpen: boolean) => void
  align?: 'start' | 'end'
}

/** The sheet itself; loaded when it is first wanted. */
export default function PopoverSheet({
  trigger,
  title,
  children,
  isOpen,
  onChange,
  align = 'end',
}: PopoverProps) {
  return (
    <Base.Root open={isOpen} onOpenChange={onChange}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={6} className="z-50 outline-none">
          <Base.Popup className="max-h-(--available-height) w-[min(340px,94vw)] overflow-y-auto rounded-[12px] bg-paper p-4 shadow-float outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
            <Base.Title className="mb-2 text-small font-semibold text-ink3">{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
