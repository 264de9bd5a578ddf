import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changesBetween } from './text-changes.ts'

test('changes of a text, put together again, are both texts', () =>
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), fc.string({ maxLength: 80 }), (from, to) => {
      const changes = changesBetween(from, to)
      const without = (kind: string) =>
        changes.flatMap((one) => (one.kind === kind ? [] : [one.text])).join('')
      expect([without('added'), without('removed')]).toEqual([from, to])
    }),
  ))
