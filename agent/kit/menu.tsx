import { cloneElement, lazy, type ReactElement, Suspense, useState } from 'react'

export type MenuEntry =
  | { name: string; keys?: string | undefined; isDangerous?: boolean; isOff?: boolean; run: () => void }
  | 'line'

export type MenuProps = {
  trigger: ReactElement<TriggerProps>
  entries: readonly MenuEntry[]
  align?: 'start' | 'end'
}
type TriggerProps = { onClick?: () => void; onPointerEnter?: () => void; 'aria-haspopup'?: 'menu' }

const load = () => import('./menu-popup.tsx')
const MenuPopup = lazy(load)

/** Further actions behind one button. What opens it is fetched while the pointer is on its way, so that the first load stays small. */
export function Menu(props: MenuProps) {
  const [isWanted, setWanted] = useState(false)
  const door = cloneElement(props.trigger, {
    'aria-haspopup': 'menu',
    onPointerEnter: () => void load(),
    onClick: () => setWanted(true),
  })
  if (!isWanted) return door
  return (
    <Suspense fallback={door}>
      <MenuPopup {...props} />
    </Suspense>
  )
}
