import { m } from '#texts'
import { condition } from '../condition.ts'

export const fromCountry = condition({
  key: 'country',
  words: m.rules_if_country,
  takes: { kind: 'many', from: 'country' },
  compile: (value) => {
    const wanted = new Set<unknown>(value)
    return ({ customer }) => wanted.has(customer.country ?? 'none')
  },
})
