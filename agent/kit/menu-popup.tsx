import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement } from 'react'
import { cx } from './classes.ts'
import { Kbd } from './kbd.tsx'

export type MenuEntry =
  | { name: string; keys?: string | undefined; isDangerous?: boolean; isOff?: boolean; run: () => void }
  | 'line'

export type MenuProps = {
  trigger: ReactElement<TriggerProps>
  entries: readonly MenuEntry[]
  align?: 'start' | 'end'
}
type TriggerProps = { onClick?: () => void; onPointerEnter?: () => void; 'aria-haspopup'?: 'menu' }

/** The list itself and its keys; loaded when it is first wanted. */
export default function MenuPopup({ trigger, entries, align = 'end' }: MenuProps) {
  return (
    <Base.Root defaultOpen>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={6} className="z-50 outline-none">
          <Base.Popup className="max-h-(--available-height) min-w-[208px] overflow-y-auto rounded-[10px] bg-paper p-1.5 shadow-float outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
            {entries.map((entry, at) =>
              entry === 'line' ? (
                <Base.Separator key={at} className="mx-1 my-1.5 h-px bg-line" />
              ) : (
                <Base.Item
                  key={at}
                  disabled={entry.isOff ?? false}
                  onClick={entry.run}
                  className={cx(
                    'flex min-h-7.5 items-center gap-3 rounded-[6px] px-2.5 py-1 whitespace-nowrap outline-none select-none data-disabled:opacity-45 data-highlighted:bg-ai-soft max-phone:min-h-11',
                    entry.isDangerous && 'text-shu',
                  )}
                >
                  <span className="flex-1">{entry.name}</span>
                  {entry.keys && <Kbd keys={entry.keys} />}
                </Base.Item>
              ),
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
