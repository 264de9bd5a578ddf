import { useEffect, useRef } from 'react'

/**
 * Gives the focus back to what had it before a layer opened. The layer's own library asks too late: a field that takes the focus
 * as it is drawn would be taken for what had it. When that is gone, as after a deletion, the screen itself has the focus.
 */
export function useFocusReturn(isOpen: boolean): void {
  const before = useRef<Element>(null)
  const wasOpen = useRef(false)
  if (isOpen && !wasOpen.current) before.current = document.activeElement
  wasOpen.current = isOpen
  useEffect(() => {
    if (!isOpen) return
    return () => {
      requestAnimationFrame(() => {
        if (document.activeElement !== null && document.activeElement !== document.body) return
        const main = document.querySelector('main')
        main?.setAttribute('tabindex', '-1')
        const back = before.current?.isConnected ? before.current : main
        if (back instanceof HTMLElement) back.focus()
      })
    }
  }, [isOpen])
}
