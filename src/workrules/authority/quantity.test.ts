import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Refusal } from '#platform/refusal.ts'
import { converted, currencyNamed, digitsOf, inWholeUnits, smallest } from './quantity.ts'

const codeOf = (work: () => unknown): string => {
  try {
    return String(work())
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

test('amounts are taken as people write them, in as many decimals as the currency has', () => {
  const cases: [string, string | null, string][] = [
    ['1500', 'JPY', '1500'],
    ['1,500', 'JPY', '1500'],
    ['１５００', 'JPY', '1500'],
    ['1,234,500.50', 'USD', '123450050'],
    ['１，５００', 'JPY', '1500'],
    ['12,50', 'EUR', 'amount_unfit'],
    ['1,5', 'EUR', 'amount_unfit'],
    ['12,5000', 'JPY', 'amount_unfit'],
    ['1.500,00', 'EUR', 'amount_unfit'],
    ['1500.00', 'JPY', '1500'],
    ['12.5', 'USD', '1250'],
    ['12.50', 'USD', '1250'],
    ['1.234', 'KWD', '1234'],
    ['200', null, '200'],
    ['1500.5', 'JPY', 'amount_too_fine'],
    ['12.505', 'USD', 'amount_too_fine'],
    ['1.5', null, 'amount_too_fine'],
    ['0', 'JPY', 'amount_not_positive'],
    ['0.00', 'USD', 'amount_not_positive'],
    ['-5', 'USD', 'amount_not_positive'],
    ['99999999999999', 'JPY', 'amount_too_large'],
    ['12a', 'USD', 'amount_unfit'],
    ['1e5', 'USD', 'amount_unfit'],
    ['', 'USD', 'amount_unfit'],
    ['NaN', 'USD', 'amount_unfit'],
  ]
  for (const [written, currency, expected] of cases)
    expect([written, currency, codeOf(() => smallest(written, currency))]).toEqual([
      written,
      currency,
      expected,
    ])
})

test('a currency that does not exist is refused', () => {
  expect(currencyNamed(' usd ')).toBe('USD')
  for (const code of ['XXQ', 'YEN', '円', 'us'])
    expect(codeOf(() => currencyNamed(code))).toBe('currency_unknown')
})

test('what is written comes back as it was meant, in every currency', () => {
  const currency = fc.constantFrom('JPY', 'USD', 'EUR', 'KWD', 'TND', 'CLP')
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e12 }), currency, (amount, code) => {
      expect(smallest(inWholeUnits(amount, code), code)).toBe(amount)
    }),
  )
})

test('an amount at a rate is right to half of the smallest unit, and more is never counted as less', () => {
  const currency = fc.constantFrom('JPY', 'USD', 'EUR', 'KWD')
  const rate = fc.tuple(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 1, max: 9_999_999 }))
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e5 }),
      currency,
      currency,
      rate,
      (amount, from, to, [whole, part]) => {
        const written = `${whole}.${String(part).padStart(7, '0')}`
        const counted = converted(amount, from, to, written)
        // Independently, as a fraction: |counted − exact| ≤ ½, all multiplied by the denominators.
        const exact =
          BigInt(amount) * (BigInt(whole) * 10n ** 7n + BigInt(part)) * 10n ** BigInt(digitsOf(to))
        const by = 10n ** BigInt(digitsOf(from) + 7)
        const twice = (BigInt(counted) * by - exact) * 2n
        expect(twice <= by && -twice <= by).toBe(true)
        expect(converted(amount + 1, from, to, written)).toBeGreaterThanOrEqual(counted)
      },
    ),
  )
})
