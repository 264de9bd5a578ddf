import { useRef, useState } from 'react'
import { newId } from './draft.ts'

/** Whoever adds a line stands in it, and whoever takes one away at the button that adds: by keyboard nobody is thrown back to the top. */
export function useFocus() {
  const [fresh, setFresh] = useState<number>()
  const adding = useRef<HTMLButtonElement>(null)
  return {
    adding,
    isFresh: (id: number) => id === fresh,
    freshId() {
      const id = newId()
      setFresh(id)
      return id
    },
    tookAway: () => adding.current?.focus(),
  }
}
