/** What the screen of flows keeps in its address. */
export const tabs = ['stuck', 'under_way', 'over', 'flows'] as const
export type FlowsSearch = { tab?: (typeof tabs)[number] }

export function readFlowsSearch(search: Record<string, unknown>): FlowsSearch {
  const tab = tabs.find((one) => one === search['tab'])
  return tab ? { tab } : {}
}
