import { occasions } from '../rules/occasions.ts'

/** What a flow may wait for: all that sets a rule off. */
export const awaited = occasions

export const awaitedNamed = new Map(awaited.map((one) => [one.key, one]))
