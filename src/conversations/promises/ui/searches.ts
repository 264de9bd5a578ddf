/** What the promises screen keeps in its address. */
export const tabs = ['mine', 'all', 'unowned', 'ended', 'figures'] as const
export type PromisesSearch = { tab?: (typeof tabs)[number] }

export function readPromisesSearch(search: Record<string, unknown>): PromisesSearch {
  const tab = tabs.find((one) => one === search['tab'])
  return tab ? { tab } : {}
}
