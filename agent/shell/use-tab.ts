import { useLeads } from '../me.ts'

/** The tabs somebody may see, and the one of them that is asked for; the first where it is none. */
export function useTab<Key extends string>(
  tabs: readonly [Key, ...Key[]],
  asked: Key | undefined,
  /** The tab that is only for those who lead. */
  led?: Key,
): { shown: Key[]; tab: Key } {
  const leads = useLeads()
  const shown = tabs.filter((one) => leads || one !== led)
  return { shown, tab: shown.find((one) => one === asked) ?? tabs[0] }
}
