import { m } from '#texts'
import { condition } from '../condition.ts'
import { plain } from '../facts.ts'

/** A whole address, or all of a domain and of those below it: @example.com, example.com. */
export const fromAddress = condition({
  key: 'from_address',
  words: m.rules_if_from_address,
  takes: { kind: 'words' },
  compile: (words) => {
    const wanted = new Set(words.map((one) => plain(one).trim().replace(/^@/, '')))
    return ({ message }) => message?.from.some((one) => wanted.has(one)) ?? false
  },
})
