import type { FieldValue, FieldValues } from '#customers/fields/contract.ts'
import { m } from '#texts'
import { condition } from '../condition.ts'
import { plain } from '../facts.ts'
import type { Said } from '../fields.ts'

export const conversationField = condition({
  key: 'conversation_field',
  words: m.rules_if_conversation_field,
  takes: { kind: 'said', from: 'conversation_field' },
  compile: (value) => {
    const says = saying(value)
    return ({ conversation }) => says(conversation.fields)
  },
})

export const customerField = condition({
  key: 'customer_field',
  words: m.rules_if_customer_field,
  takes: { kind: 'said', from: 'customer_field' },
  compile: (value) => {
    const says = saying(value)
    return ({ customer }) => says(customer.fields)
  },
})

/** Choices are named by their keys, numbers and dates as they are written, yes and no by "yes" and "no". */
function saying({ key, words }: Said): (fields: FieldValues) => boolean {
  const wanted = new Set(words.map(plain))
  return (fields) => {
    const value = fields[key]
    return value !== undefined && wordsOf(value).some((one) => wanted.has(one))
  }
}

function wordsOf(value: FieldValue): string[] {
  if (typeof value === 'boolean') return [value ? 'yes' : 'no']
  return (Array.isArray(value) ? value : [String(value)]).map(plain)
}
