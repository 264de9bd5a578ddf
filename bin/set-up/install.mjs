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
    await npm(['ci', '--include=dev', '--include=optional'])
  }
  if (!candidates().some(runs)) await fetchNode()
  const node = installedNode()
  if (!node) throw new Stop('noRuntime', nodeVersion())
  return node
}

async function fetchNode() {
  const version = nodeVersion()
  say('fetchingNode', version)
  const folder = join(generated, 'node')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  await npm(
    ['install', '--no-save', '--no-package-lock', '--ignore-scripts', `${nodePackage()}@${version}`],
    folder,
  )
}

async function npm(args, folder = root) {
  const quiet = [
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--fetch-retries=2',
    '--fetch-retry-mintimeout=1000',
  ]
  const [command, ...before] = npmCommand()
  const child = spawn(command, [...before, ...args, ...quiet], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      said = (said + chunk).slice(-4_000)
    })
  }
  const code = await new Promise((resolve) => child.once('error', resolve).once('close', resolve))
  if (code === 0) return
  if (code instanceof Error) throw new Stop('noNpm')
  if (
    /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/.test(
      said,
    )
  )
    throw new Stop('noNetwork')
  if (/\bENOSPC\b/.test(said)) throw new Stop('diskFull', folder)
  throw new Stop('notInstalled', said.trim())
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
