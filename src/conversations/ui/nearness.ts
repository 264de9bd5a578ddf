const day = 86_400_000

/** How near the time of something is: past, within a day, or later. */
export function nearnessOf(due: { isOverdue: boolean; dueAt: string | null }): 'overdue' | 'soon' | 'later' {
  if (due.isOverdue) return 'overdue'
  return due.dueAt !== null && new Date(due.dueAt).getTime() < Date.now() + day ? 'soon' : 'later'
}

/** Things under headings, in the order of the headings; a heading without any is left out. */
export function underHeadings<Item, Key extends string>(
  items: readonly Item[],
  headingOf: (item: Item) => Key,
  headings: Record<Key, () => string>,
): (readonly [string, Item[]])[] {
  const found = Map.groupBy(items, headingOf)
  return (Object.keys(headings) as Key[]).flatMap((key) => {
    const own = found.get(key)
    return own ? [[headings[key](), own] as const] : []
  })
}
