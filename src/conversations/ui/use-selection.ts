import { useState } from 'react'

export type Selection = ReturnType<typeof useSelection>

/** Which conversations of a view are ticked: some of them, or everything the view shows. */
export function useSelection(view: string) {
  const [state, setState] = useState<{
    view: string
    ids: ReadonlySet<number>
    isAll: boolean
    last?: number
  }>({
    view,
    ids: new Set(),
    isAll: false,
  })
  // Another view begins with nothing ticked.
  const here = state.view === view ? state : { view, ids: new Set<number>(), isAll: false, last: undefined }
  return {
    ids: here.ids,
    isAll: here.isAll,
    isEmpty: here.ids.size === 0 && !here.isAll,
    has: (id: number) => here.isAll || here.ids.has(id),
    toggle(id: number) {
      const ids = new Set(here.ids)
      if (!ids.delete(id)) ids.add(id)
      setState({ view, ids, isAll: false, last: id })
    },
    /** From the one ticked last to this one. */
    extend(id: number, order: readonly number[]) {
      const from = order.indexOf(here.last ?? id)
      const to = order.indexOf(id)
      const ids = new Set(here.ids)
      for (const one of order.slice(Math.min(from, to), Math.max(from, to) + 1)) ids.add(one)
      setState({ view, ids, isAll: false, last: id })
    },
    takeAll: () => setState({ view, ids: new Set(), isAll: true }),
    /** Just these. */
    take: (ids: readonly number[]) => setState({ view, ids: new Set(ids), isAll: false }),
    clear: () => setState({ view, ids: new Set(), isAll: false }),
  }
}
