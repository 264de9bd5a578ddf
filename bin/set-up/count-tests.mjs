import { writeFileSync } from 'node:fs'

/** Counts for bin/test.mjs. A file that could not be loaded and an error outside any test each count as one failure. */
export default class CountTests {
  onTestRunEnd(modules, errors) {
    const count = { passed: 0, failed: errors.length, unsteady: [] }
    for (const module of modules) {
      count.failed += module.errors().length
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') count.passed++
        if (state === 'failed') count.failed++
        if (test.diagnostic()?.flaky) count.unsteady.push(`${module.moduleId}: ${test.fullName}`)
      }
    }
    if (process.env.ENGAWA_TEST_COUNT) writeFileSync(process.env.ENGAWA_TEST_COUNT, JSON.stringify(count))
  }
}
