import { spawn } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { candidates, isAsLocked, nodePackage, nodeVersion, rememberNode, runs } from './installed.mjs'
import { generated, root } from './places.mjs'
import { Stop, say } from './say.mjs'

/** Installs what the lock file names, and fetches Node by itself where npm was not allowed to run its installation script. */
export async function install() {
  if (!mayWrite(root)) throw new Stop('readOnlyInstall', root)
  if (!isAsLocked()) {
    say('installing')
    // Under an older Node npm leaves native packages out without a word, as not made for it; then npm runs under our own.
    const isOld = Number.parseInt(process.versions.node, 10) < 20
    if (!isOld) await installPackages(npmCommand())
    if (isOld || !isAsLocked()) await installPackages(await ownNpm())
  }
  if (!candidates().some(runs)) await fetchFromRegistry()
  const node = rememberNode()
  if (!node) throw new Stop('noRuntime', nodeVersion())
  if (!node.startsWith(fetched)) rmSync(fetched, { recursive: true, force: true })
  return node
}

async function installPackages(command) {
  const everything = ['--include=dev', '--include=optional']
  const said = await npm(command, ['ci', ...everything])
  // npm leaves other platforms' optional packages out of a lock file now and then (npm/cli#4828), and then `ci` refuses it.
  fail(/in sync/.test(said) ? await npm(command, ['install', '--no-save', ...everything]) : said)
}

async function ownNpm() {
  await fetchFromRegistry('npm@11')
  const node = join(fetched, 'node_modules', nodePackage(), 'bin', 'node')
  if (!runs(node)) throw new Stop('noRuntime', nodeVersion())
  return [node, join(fetched, 'node_modules', 'npm', 'bin', 'npm-cli.js')]
}

const fetched = join(generated, 'node')

async function fetchFromRegistry(...more) {
  const version = nodeVersion()
  say('fetchingNode', version)
  mkdirSync(fetched, { recursive: true })
  writeFileSync(join(fetched, 'package.json'), '{ "private": true }\n')
  const options = ['--no-save', '--no-package-lock', '--ignore-scripts']
  const wanted = [`${nodePackage()}@${version}`, ...more]
  fail(await npm(npmCommand(), ['install', ...options, ...wanted], fetched), fetched)
}

/** What npm said if it failed. */
async function npm([command, ...before], args, folder = root) {
  const quiet = [
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--fetch-retries=2',
    '--fetch-retry-mintimeout=1000',
    '--fetch-retry-maxtimeout=4000',
  ]
  const child = spawn(command, [...before, ...args, ...quiet], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Packages' own scripts run under the same Node as npm.
    env: { ...process.env, PATH: [dirname(command), process.env.PATH].join(delimiter) },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      said = (said + chunk).slice(-60_000)
    })
  }
  const code = await new Promise((resolve) => child.once('error', resolve).once('close', resolve))
  if (code instanceof Error) throw new Stop('noNpm')
  return code === 0 ? '' : said.trim() || `npm ended with ${code}`
}

function fail(said, folder = root) {
  if (said === '') return
  if (
    /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/.test(
      said,
    )
  )
    throw new Stop('noNetwork')
  if (/\bENOSPC\b/.test(said)) throw new Stop('diskFull', folder)
  throw new Stop('notInstalled', said.slice(-3_000))
}

/** The npm that called us, else the one beside this Node, else the first on the path. */
function npmCommand() {
  const calling = process.env.npm_execpath
  if (calling && /npm-cli\.c?js$/.test(calling) && existsSync(calling)) return [process.execPath, calling]
  const beside = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js')
  return existsSync(beside) ? [process.execPath, beside] : ['npm']
}

export function mayWrite(folder) {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
