import { m } from '#texts'
import { condition } from '../condition.ts'

export const prefersLanguage = condition({
  key: 'customer_language',
  words: m.rules_if_customer_language,
  takes: { kind: 'many', from: 'language' },
  compile: (value) => {
    const wanted = new Set<unknown>(value)
    return ({ customer }) => wanted.has(customer.language ?? 'none')
  },
})
