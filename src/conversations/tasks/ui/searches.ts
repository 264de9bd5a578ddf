/** What the tasks screen keeps in its address. */
export const tabs = ['mine', 'team', 'asked', 'all', 'ended'] as const
export type TasksSearch = { tab?: (typeof tabs)[number]; task?: number }

export function readTasksSearch(search: Record<string, unknown>): TasksSearch {
  const tab = tabs.find((one) => one === search['tab'])
  const task = Number(search['task'])
  return { ...(tab ? { tab } : {}), ...(Number.isSafeInteger(task) && task > 0 ? { task } : {}) }
}
