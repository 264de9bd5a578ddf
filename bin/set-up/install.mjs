import { spawn } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { candidates, installedNode, isAsLocked, nodePackage, nodeVersion, runs } from './installed.mjs'
import { generated, root } from './places.mjs'
import { Stop, say } from './say.mjs'

/** Installs what the lock file names, and fetches Node by itself where npm was not allowed to run its installation script. */
export async function install() {
  if (!mayWrite(root)) throw new Stop('readOnlyInstall', root)
  if (!isAsLocked()) {
    say('installing')
    const said = await npm(['ci', ...everything])
    // npm leaves other platforms' optional packages out of a lock file now and then (npm/cli#4828), and then `ci` refuses it.
    if (/in sync/.test(said)) fail(await npm(['install', '--no-save', ...everything]))
    else fail(said)
  }
  if (!candidates().some(runs)) await fetchNode()
  const node = installedNode()
  if (!node) throw new Stop('noRuntime', nodeVersion())
  return node
}

const everything = ['--include=dev', '--include=optional']

async function fetchNode() {
  const version = nodeVersion()
  say('fetchingNode', version)
  const folder = join(generated, 'node')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  const wanted = `${nodePackage()}@${version}`
  fail(await npm(['install', '--no-save', '--no-package-lock', '--ignore-scripts', wanted], folder), folder)
}

/** What npm said if it failed. */
async function npm(args, folder = root) {
  const quiet = [
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--fetch-retries=2',
    '--fetch-retry-mintimeout=1000',
    '--fetch-retry-maxtimeout=4000',
  ]
  const [command, ...before] = npmCommand()
  const child = spawn(command, [...before, ...args, ...quiet], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
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
