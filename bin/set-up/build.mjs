import { spawn } from 'node:child_process'
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { mayWrite } from './install.mjs'
import { generated, inRoot, keep, root } from './places.mjs'
import { products, stampFile, stampOf } from './products.mjs'
import { Stop, say } from './say.mjs'

/** Makes the product of what its sources are now. */
export async function build(node, product) {
  if (!mayWrite(root)) throw new Stop('readOnlyBuild', root)
  // Taken before building: what changes meanwhile makes it stale again.
  const stamp = stampOf(product)
  say(product.sentence)
  if (product === products.texts) await compileTexts(node)
  else await run(node, product.program)
  keep(stampFile(product), stamp)
}

/** Compiled beside its place and then moved, since other processes may be reading the texts just now. */
async function compileTexts(node) {
  const [place, fresh, old] = ['texts', `texts.new-${process.pid}`, `texts.old-${process.pid}`].map((name) =>
    join(generated, name),
  )
  const { scripts } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'))
  const options = scripts.texts.split(' ').slice(1)
  options[options.indexOf('--outdir') + 1] = fresh
  await run(node, [inRoot('node_modules', '@inlang', 'paraglide-js', 'bin', 'run.js'), ...options])
  if (existsSync(place)) renameSync(place, old)
  renameSync(fresh, place)
  rmSync(old, { recursive: true, force: true })
}

async function run(node, args) {
  const child = spawn(node, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      said = (said + chunk).slice(-8_000)
    })
  }
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  if (code !== 0) throw new Stop('notBuilt', said.trim())
}
