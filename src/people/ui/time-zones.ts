/** Zones to choose from, the given one first. */
export function timeZones(own: string): { value: string; name: string }[] {
  const all = Intl.supportedValuesOf('timeZone')
  return [
    ...new Set([own, 'Asia/Tokyo', 'America/New_York', 'America/Los_Angeles', 'Europe/London', ...all]),
  ].map((zone) => ({
    value: zone,
    name: zone.replaceAll('_', ' '),
  }))
}
