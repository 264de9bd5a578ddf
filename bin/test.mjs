#!/usr/bin/env node
// Runs all tests (or those named) after bringing what they need; the last line is "N passed, N failed".
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inRoot, root } from './set-up/places.mjs'
import { ready } from './set-up/ready.mjs'
import { bringTools } from './set-up/test-tools.mjs'

const node = (await bringTools()) && (await ready({ withScreens: true }))
if (node) await test(node)
else finish(0, 0, 1)

async function test(node) {
  const folder = mkdtempSync(join(tmpdir(), 'engawa-count-'))
  const countFile = join(folder, 'count.json')
  const vitest = spawn(
    node,
    [
      inRoot('node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--reporter=default',
      `--reporter=${inRoot('bin', 'set-up', 'count-tests.mjs')}`,
    ].concat(process.argv.slice(2)),
    { cwd: root, stdio: 'inherit', env: { ...process.env, ENGAWA_TEST_COUNT: countFile } },
  )
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => vitest.kill(signal))
  const code = await new Promise((resolve) => vitest.once('exit', resolve))
  const { passed, failed, unsteady } = readCount(countFile)
  rmSync(folder, { recursive: true })
  for (const name of unsteady) console.log(`Passed only at the second try, which is a defect: ${name}`)
  finish(passed, failed, code ?? 1)
}

function readCount(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // The run ended before it could count.
    return { passed: 0, failed: 0, unsteady: [] }
  }
}

/** A run that found no test, or that broke without a failed one, is not a good run. */
function finish(passed, failed, code) {
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  process.exitCode = passed > 0 && failed === 0 ? code : code || 1
}
