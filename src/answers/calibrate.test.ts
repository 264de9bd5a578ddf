import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calibrate } from './calibrate.ts'
import { likelihood, priorCurve } from './decide.ts'

const evidence = fc.record({
  lead: fc.double({ min: 0, max: 1, noNaN: true }),
  cover: fc.double({ min: 0, max: 1, noNaN: true }),
})
const judged = fc.array(fc.record({ evidence, isRight: fc.boolean() }), { maxLength: 200 })
const sure = { lead: 0.5, cover: 0.8 }

test('a brand without judged answers is as careful as the general curve', () => {
  expect(calibrate([])).toEqual(priorCurve)
})

test('a brand whose customers reject sure answers becomes less sure, and one whose customers accept them surer', () => {
  const all = (isRight: boolean) => Array.from({ length: 60 }, () => ({ evidence: sure, isRight }))
  const before = likelihood(priorCurve, sure)
  expect(likelihood(calibrate(all(false)), sure)).toBeLessThan(0.2)
  expect(likelihood(calibrate(all(true)), sure)).toBeGreaterThan(before)
})

test('one angry customer does not turn the bot around', () => {
  const curve = calibrate([{ evidence: sure, isRight: false }])
  expect(likelihood(curve, sure)).toBeGreaterThan(0.8)
})

test('whatever was judged, the curve is finite, and the same however the answers are ordered', () => {
  fc.assert(
    fc.property(judged, (answers) => {
      const curve = calibrate(answers)
      const other = calibrate([...answers].reverse())
      for (const name of ['base', 'lead', 'cover'] as const) {
        expect(Number.isFinite(curve[name])).toBe(true)
        expect(other[name]).toBeCloseTo(curve[name], 2)
      }
    }),
    { numRuns: 50 },
  )
})

test('with many answers the likelihood is the share that was right', () => {
  const answers = Array.from({ length: 2_000 }, (_, at) => ({ evidence: sure, isRight: at % 10 < 7 }))
  expect(likelihood(calibrate(answers), sure)).toBeCloseTo(0.7, 1)
})
