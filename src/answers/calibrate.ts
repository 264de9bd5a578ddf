import { type Curve, likelihood, priorCurve } from './decide.ts'
import type { Evidence } from './evidence.ts'

/** An answer that was given or offered, and whether it was the right one: the customer said so, or did not have to come back. */
export type Judged = { evidence: Pick<Evidence, 'lead' | 'cover'>; isRight: boolean }

// How far a brand's own curve may be from the general one by its first answers: as if each number were known this closely already.
const priorSpread: Curve = { base: 0.4, lead: 1.5, cover: 0.4 }
const names = ['base', 'lead', 'cover'] as const
// Newton's steps settle within a few; one that jumps too far is halved.
const steps = 30

/**
 * A brand's own curve from its judged answers: the likeliest one, given that brands are much alike (logistic regression with a
 * normal prior around `priorCurve`). Without answers it is the prior, and each further answer moves it a little.
 */
export function calibrate(judged: readonly Judged[]): Curve {
  let curve = priorCurve
  let cost = costOf(curve, judged)
  for (let step = 0; step < steps; step++) {
    const direction = newton(curve, judged)
    let size = 1
    let next = moved(curve, direction, size)
    while (costOf(next, judged) > cost && size > 1e-4) {
      size /= 2
      next = moved(curve, direction, size)
    }
    const nextCost = costOf(next, judged)
    if (!(cost - nextCost > 1e-9)) break
    curve = next
    cost = nextCost
  }
  return curve
}

function costOf(curve: Curve, judged: readonly Judged[]): number {
  let cost = 0
  for (const name of names) cost += ((curve[name] - priorCurve[name]) / priorSpread[name]) ** 2 / 2
  for (const { evidence, isRight } of judged) {
    const right = likelihood(curve, evidence)
    cost -= Math.log(Math.max(1e-12, isRight ? right : 1 - right))
  }
  return cost
}

const moved = (curve: Curve, by: Curve, size: number): Curve => ({
  base: curve.base + size * by.base,
  lead: curve.lead + size * by.lead,
  cover: curve.cover + size * by.cover,
})

/** Where the cost falls: the slope divided by the curvature. */
function newton(curve: Curve, judged: readonly Judged[]): Curve {
  const slope = names.map((name) => (priorCurve[name] - curve[name]) / priorSpread[name] ** 2)
  const curvature = names.map((row) =>
    names.map((column) => (row === column ? 1 / priorSpread[row] ** 2 : 0)),
  )
  for (const { evidence, isRight } of judged) {
    const right = likelihood(curve, evidence)
    const values = [1, evidence.lead, evidence.cover]
    for (const [row, value] of values.entries()) {
      slope[row] = (slope[row] ?? 0) + ((isRight ? 1 : 0) - right) * value
      const line = curvature[row] ?? []
      for (const [column, other] of values.entries())
        line[column] = (line[column] ?? 0) + right * (1 - right) * value * other
    }
  }
  const [base = 0, lead = 0, cover = 0] = solve(curvature, slope)
  return { base, lead, cover }
}

/** Gauss's elimination; the prior keeps the matrix well away from having no inverse. */
function solve(matrix: number[][], values: number[]): number[] {
  const rows = matrix.map((row, at) => [...row, values[at] ?? 0])
  for (const [at, row] of rows.entries()) {
    const pivot = row[at] ?? 1
    for (const [other, line] of rows.entries()) {
      if (other === at) continue
      const factor = (line[at] ?? 0) / pivot
      for (const [column, value] of row.entries()) line[column] = (line[column] ?? 0) - factor * value
    }
  }
  return rows.map((row, at) => (row.at(-1) ?? 0) / (row[at] ?? 1))
}
