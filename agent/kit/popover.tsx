import { cloneElement, lazy, Suspense, useState } from 'react'
import type { PopoverProps } from './popover-sheet.tsx'

const load = () => import('./popover-sheet.tsx')
const PopoverSheet = lazy(load)

/** A small sheet beside the button that opens it; fetched when it is first wanted. */
export function Popover(props: PopoverProps) {
  const [isWanted, setWanted] = useState(props.isOpen)
  const door = cloneElement(props.trigger, {
    'aria-haspopup': 'dialog',
    onPointerEnter: () => void load(),
    onClick: () => {
      setWanted(true)
      props.onChange(true)
    },
  })
  if (!isWanted) return door
  return (
    <Suspense fallback={door}>
      <PopoverSheet {...props} />
    </Suspense>
  )
}
