// Country codes that are bought for how they look, and say nothing of where somebody lives.
const anywhere = new Set([
  'ai',
  'cc',
  'co',
  'fm',
  'gg',
  'io',
  'ly',
  'me',
  'sh',
  'to',
  'tv',
  'ws',
  'la',
  'pro',
])

/**
 * The clock of a country whose clocks all show the same; undefined where that is not so, since a wrong clock is worse than one that is named.
 */
export function zoneOfCountry(country: string | null, at: Date): string | undefined {
  if (country === null || !/^[A-Z]{2}$/.test(country)) return undefined
  const zones = new Intl.Locale(`und-${country}`).getTimeZones() ?? []
  const shown = new Set(zones.map((zone) => at.toTemporalInstant().toZonedDateTimeISO(zone).offset))
  return shown.size === 1 ? zones[0] : undefined
}

/** The country that an address ends with: taro@example.co.jp lives by the clocks of Japan. */
export function zoneOfAddress(address: string | null, at: Date): string | undefined {
  const ending = /\.([a-z]{2})$/i.exec(address ?? '')?.[1]?.toLowerCase()
  if (ending === undefined || anywhere.has(ending)) return undefined
  return zoneOfCountry(ending === 'uk' ? 'GB' : ending.toUpperCase(), at)
}
