#!/usr/bin/env node
// Everything that can be said about the sources without running them. Prints what is wrong, and one line for each check.
import { spawn } from 'node:child_process'
import { cpus } from 'node:os'
import { delimiter, dirname } from 'node:path'
import { compareTexts } from './set-up/compare-texts.mjs'
import { inRoot, root } from './set-up/places.mjs'
import { ready } from './set-up/ready.mjs'

const node = await ready({ withScreens: false })
const program = (...path) => inRoot('node_modules', ...path)

const checks = {
  types: () => run(program('typescript', 'bin', 'tsc'), '--noEmit', '--project', '.'),
  lint: () => run(program('oxlint', 'bin', 'oxlint')),
  format: () => run(program('@biomejs', 'biome', 'bin', 'biome'), 'format', '--reporter=summary', '.'),
  'import rules': importRules,
  'unused code': () => run(program('knip', 'bin', 'knip.js'), '--no-progress', '--no-config-hints'),
  texts: async () => compareTexts().join('\n'),
}

if (node) {
  const waiting = Object.entries(checks)
  let isGood = true
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) isGood = (await report(...next)) && isGood
  }
  await Promise.all(Array.from({ length: Math.max(2, cpus().length) }, work))
  process.exitCode = isGood ? 0 : 1
} else process.exitCode = 1

async function report(name, check) {
  const begun = performance.now()
  const wrong = await check()
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1)
  if (wrong) process.stdout.write(`\n${wrong}\n`)
  process.stdout.write(`${wrong ? '✗' : '✓'} ${name.padEnd(13)} ${seconds} s\n`)
  return !wrong
}

async function importRules() {
  const folders = ['src', 'agent', 'test', 'database', 'bench']
  const { code, said } = await output(
    program('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'),
    '--output-type',
    'json',
    ...folders,
  )
  let found
  try {
    found = JSON.parse(said).summary
  } catch {
    return said || `dependency-cruiser ended with ${code}`
  }
  // Without its parser it would see nothing, and find nothing wrong.
  if (found.totalCruised < 50)
    return `The import rules saw only ${found.totalCruised} modules: is @swc/core there?`
  return found.violations
    .filter((one) => one.rule.severity === 'error')
    .map((one) => `${one.from} → ${one.to}: ${one.rule.name}${one.comment ? ` (${one.comment})` : ''}`)
    .join('\n')
}

/** What it printed if it was not satisfied. */
async function run(file, ...args) {
  const { code, said } = await output(file, ...args)
  return code === 0 ? '' : said.trim() || `${file} ended with ${code}`
}

async function output(file, ...args) {
  const path = [dirname(node), process.env.PATH].join(delimiter)
  const child = spawn(node, [file, ...args], {
    cwd: root,
    env: { ...process.env, PATH: path, NO_COLOR: '1' },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk) => (said += chunk))
  const code = await new Promise((resolve) => child.once('close', resolve))
  return { code, said }
}
