import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { inRoot, root } from './places.mjs'

/** What is wrong with the texts: missing or empty in one language, other placeholders than its twin, or in no list at all. */
export function compareTexts() {
  const settings = JSON.parse(readFileSync(inRoot('project.inlang', 'settings.json'), 'utf8'))
  const listed = settings['plugin.inlang.messageFormat'].pathPattern.map((pattern) =>
    dirname(pattern.replace(/^\.\//, '')),
  )
  const wrong = []
  for (const folder of textFolders()) {
    if (!listed.includes(folder)) wrong.push(`${folder}: not listed in project.inlang/settings.json`)
  }
  const homes = new Map()
  for (const folder of listed) {
    const [base, ...others] = settings.locales.map((locale) => ({ locale, texts: read(folder, locale) }))
    for (const key of Object.keys(base.texts)) {
      if (homes.has(key)) wrong.push(`${folder}: ${key} stands in ${homes.get(key)} as well`)
      homes.set(key, folder)
    }
    for (const other of others) wrong.push(...differences(folder, base, other))
  }
  return wrong
}

function differences(folder, base, other) {
  const keys = new Set([...Object.keys(base.texts), ...Object.keys(other.texts)])
  return [...keys].flatMap((key) => {
    const empty = [base, other].filter(({ texts }) => isEmpty(texts[key])).map(({ locale }) => locale)
    if (empty.length > 0) return [`${folder}: ${key} has no text in ${empty.join(', ')}`]
    const [one, two] = [base, other].map(({ texts }) => placeholders(texts[key]))
    return one === two
      ? []
      : [`${folder}: ${key} has {${one}} in ${base.locale} and {${two}} in ${other.locale}`]
  })
}

const isEmpty = (text) => text === undefined || (typeof text === 'string' && text.trim() === '')

function placeholders(text) {
  // A text with variants (plural) is an object; languages differ in those, but not in the values they are given.
  const names = [...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map((match) => match[1])
  return [...new Set(names)].sort().join(', ')
}

function read(folder, locale) {
  try {
    const entries = Object.entries(JSON.parse(readFileSync(inRoot(folder, `${locale}.json`), 'utf8')))
    return Object.fromEntries(entries.filter(([key]) => key !== '$schema'))
  } catch {
    return {}
  }
}

function textFolders() {
  const found = []
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (!entry.isDirectory() || entry.name === 'fixtures') continue
      const path = join(folder, entry.name)
      if (entry.name === 'texts') found.push(relative(root, path))
      else walk(path)
    }
  }
  for (const folder of ['src', 'agent']) walk(inRoot(folder))
  return found
}
