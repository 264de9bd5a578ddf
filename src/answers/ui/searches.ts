export const periods = [7, 28, 90, 365] as const
export const tabs = ['figures', 'searches', 'replay'] as const

/** What stands in the address of the page, so that it can be sent to a colleague. */
export type AnswersSearch = {
  brand?: number
  days?: (typeof periods)[number]
  language?: 'ja' | 'en'
  tab?: (typeof tabs)[number]
}

/** Reads the address; what is not understood is left out. */
export function readAnswersSearch(search: Record<string, unknown>): AnswersSearch {
  const brand = Number(search.brand)
  const days = periods.find((one) => one === Number(search.days))
  const tab = tabs.find((one) => one === search.tab)
  const language = (['ja', 'en'] as const).find((one) => one === search.language)
  return {
    ...(Number.isSafeInteger(brand) && brand > 0 ? { brand } : {}),
    ...(days ? { days } : {}),
    ...(language ? { language } : {}),
    ...(tab ? { tab } : {}),
  }
}
