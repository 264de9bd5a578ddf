import { cloneElement, lazy, type ReactElement, type ReactNode, Suspense, useState } from 'react'

export type PopoverProps = {
  trigger: ReactElement<{ onClick?: () => void; onPointerEnter?: () => void; 'aria-haspopup'?: 'dialog' }>
  title: string
  children: ReactNode
  isOpen: boolean
  onChange: (isOpen: boolean) => void
  align?: 'start' | 'end'
}

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
