/** What the approvals screen keeps in its address. */
export const tabs = ['mine', 'asked', 'waiting', 'decided', 'figures'] as const
export type ApprovalsSearch = { tab?: (typeof tabs)[number] }

export function readApprovalsSearch(search: Record<string, unknown>): ApprovalsSearch {
  const tab = tabs.find((one) => one === search['tab'])
  return tab ? { tab } : {}
}
