import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { generated, inRoot, keep, root } from './places.mjs'

const vite = 'node_modules/vite/bin/vite.js'

/** What is made from the sources, by which program, and of which files, by their path from the root. */
export const products = {
  texts: {
    name: 'texts',
    sentence: 'compiling',
    result: join(generated, 'texts', 'messages.js'),
    sources: textFiles,
  },
  nGrams: {
    name: 'n-grams',
    sentence: 'cuttingNGrams',
    result: join(generated, 'languages', 'n-grams.json'),
    program: ['src/languages/cut-n-grams.ts'],
    sources: () => ['src/languages/cut-n-grams.ts', 'package-lock.json'],
  },
  screens: {
    name: 'screens',
    sentence: 'building',
    result: join(generated, 'web'),
    program: [vite, 'build', '--logLevel', 'warn'],
    sources: () => everyFile().filter(isOnScreen),
  },
  widget: {
    name: 'widget',
    sentence: 'buildingWidget',
    result: join(generated, 'widget'),
    program: [vite, 'build', '--logLevel', 'warn', '--config', 'vite.widget.config.ts'],
    sources: () => everyFile().filter((path) => isOnScreen(path) && !path.startsWith('agent/')),
  },
}

export const stampFile = (product) => join(generated, `${product.name}.json`)

/** Whether the product is there and its sources are those it was made of: by size and time, in doubt by content. */
export function isBuilt(product) {
  if (!existsSync(product.result)) return false
  const files = product.sources()
  const stamp = readStamp(product)
  const times = timesOf(files)
  if (stamp?.times === times) return true
  if (!stamp || stamp.contents !== contentsOf(files)) return false
  keep(stampFile(product), { ...stamp, times })
  return true
}

/** What a product is made of, as it is now. */
export function stampOf(product) {
  const files = product.sources()
  return { times: timesOf(files), contents: contentsOf(files) }
}

function textFiles() {
  const settings = 'project.inlang/settings.json'
  const { locales, 'plugin.inlang.messageFormat': format } = JSON.parse(
    readFileSync(inRoot(settings), 'utf8'),
  )
  const files = format.pathPattern.flatMap((pattern) =>
    locales.map((locale) => pattern.replace('{locale}', locale)),
  )
  return [settings, ...files.filter((file) => existsSync(inRoot(file)))]
}

const configs = ['vite.config.ts', 'vite.widget.config.ts', 'package-lock.json']

/** Whatever may end up in a bundle; too many files cost a needless build, too few an old screen. */
function isOnScreen(path) {
  if (/\.test\.tsx?$/.test(path)) return false
  return (
    path.startsWith('agent/') ||
    /(^|\/)(ui|widget|panel|loader|texts)\//.test(path) ||
    /(\.tsx|\.css|(^|\/)(contract|locale)\.ts)$/.test(path) ||
    configs.includes(path)
  )
}

function everyFile() {
  const found = configs.filter((file) => existsSync(inRoot(file)))
  for (const folder of ['agent', 'src']) walk(inRoot(folder), found)
  return found.sort()
}

function walk(folder, found) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) walk(path, found)
    else found.push(relative(root, path).split(sep).join('/'))
  }
}

function timesOf(files) {
  const hash = createHash('sha256')
  for (const file of files) {
    const { size, mtimeMs } = statSync(inRoot(file))
    hash.update(`${file}\n${size}\n${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

function contentsOf(files) {
  const hash = createHash('sha256')
  for (const file of files)
    hash
      .update(`${file}\n`)
      .update(readFileSync(inRoot(file)))
      .update('\n')
  return hash.digest('hex')
}

function readStamp(product) {
  try {
    return JSON.parse(readFileSync(stampFile(product), 'utf8'))
  } catch {
    return undefined
  }
}
