export const tabs = ['waiting', 'mine', 'decided'] as const
export type Tab = (typeof tabs)[number]
export type ReplyApprovalsSearch = { tab?: Tab }

/** What the address of the queue may say; anything else is left out. */
export function readReplyApprovalsSearch(search: Record<string, unknown>): ReplyApprovalsSearch {
  const tab = tabs.find((one) => one === search['tab'])
  return tab ? { tab } : {}
}
