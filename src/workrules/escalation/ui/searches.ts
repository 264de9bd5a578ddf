/** What the escalations screen keeps in its address. */
export const tabs = ['mine', 'waiting', 'accepted', 'ended', 'figures'] as const
export type EscalationsSearch = { tab?: (typeof tabs)[number] }

export function readEscalationsSearch(search: Record<string, unknown>): EscalationsSearch {
  const tab = tabs.find((one) => one === search['tab'])
  return tab ? { tab } : {}
}
