import { cloneElement, lazy, Suspense, useState } from 'react'
import type { MenuProps } from './menu-popup.tsx'

export type { MenuEntry } from './menu-popup.tsx'

const load = () => import('./menu-popup.tsx')
const MenuPopup = lazy(load)

/**
 * Further actions behind one button. What opens it is fetched while the pointer is
 * on its way, so that the first load stays small.
 */
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
