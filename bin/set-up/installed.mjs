import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { generated, inRoot, keep, root } from './places.mjs'

const lockFile = inRoot('package-lock.json')
// npm's own list of what it put there, written when it has finished.
const hiddenLockFile = inRoot('node_modules', '.package-lock.json')
const stampFile = join(generated, 'installed.json')

/** The Node of the installed packages; undefined when they are missing or not those of the lock file. */
export function installedNode() {
  const stamp = readJson(stampFile)
  if (stamp?.state === installedState() && existsSync(stamp.node)) return stamp.node
  return isAsLocked() ? rememberNode() : undefined
}

/** The Node that runs the packages that are there now, found at once next time. */
export function rememberNode() {
  const node = candidates().find(runs)
  if (node) keep(stampFile, { state: installedState(), node })
  return node
}

const installedState = () => [root, mark(lockFile), mark(hiddenLockFile)].join(' ')

export function isAsLocked() {
  const wanted = readJson(lockFile)?.packages
  const found = readJson(hiddenLockFile)?.packages
  if (!wanted || !found) return false
  return Object.entries(wanted).every(([path, item]) => {
    if (path === '' || item.link) return true
    const own = found[path]
    return own ? own.version === item.version : isLeftOut(item)
  })
}

/** Optional packages are those of other platforms, but what is native to this one is needed. */
export function isLeftOut(item) {
  const isNative = item.os?.includes(process.platform) && item.cpu?.includes(process.arch)
  if (isNative && (!item.libc || item.libc.includes(libc()))) return false
  return Boolean(item.optional || item.devOptional || item.peer)
}

const libc = () => (process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl')

export const nodeVersion = () => readJson(lockFile)?.packages?.['node_modules/node']?.version ?? '26'

export function nodePackage() {
  // The names that the package `node` itself uses.
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'
  return [prefix, process.platform, process.arch].join('-')
}

export function candidates() {
  const name = nodePackage()
  const list = [
    inRoot('node_modules', 'node', 'bin', 'node'),
    inRoot('node_modules', 'node', 'node_modules', name, 'bin', 'node'),
    inRoot('node_modules', name, 'bin', 'node'),
    join(generated, 'node', 'node_modules', name, 'bin', 'node'),
  ]
  const isNewEnough = Number.parseInt(process.versions.node, 10) >= Number.parseInt(nodeVersion(), 10)
  return isNewEnough ? [...list, process.execPath] : list
}

export function runs(node) {
  return existsSync(node) && spawnSync(node, ['--version']).status === 0
}

function mark(file) {
  const found = statSync(file, { throwIfNoEntry: false })
  return found ? `${found.size}:${found.mtimeMs}` : ''
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
