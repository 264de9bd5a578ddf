/** What the required reading screen keeps in its address. */
export const tabs = ['mine', 'read', 'who'] as const
export type ReadingsSearch = { tab?: (typeof tabs)[number]; reading?: number }

export function readReadingsSearch(search: Record<string, unknown>): ReadingsSearch {
  const tab = tabs.find((one) => one === search['tab'])
  const reading = Number(search['reading'])
  return { ...(tab ? { tab } : {}), ...(Number.isSafeInteger(reading) && reading > 0 ? { reading } : {}) }
}
