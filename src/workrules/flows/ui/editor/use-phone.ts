import { useSyncExternalStore } from 'react'

const narrow = matchMedia('(max-width: 45rem)')

/** Whether there is no room for a drawing. */
export const usePhone = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      narrow.addEventListener('change', listener)
      return () => narrow.removeEventListener('change', listener)
    },
    () => narrow.matches,
  )
