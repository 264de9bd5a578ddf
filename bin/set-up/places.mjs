import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
export const generated = join(root, '.generated')
export const inRoot = (...parts) => join(root, ...parts)

/** Notes what was found, for next time; where that cannot be written it is found out anew each time. */
export function keep(file, found) {
  try {
    mkdirSync(generated, { recursive: true })
    writeFileSync(file, JSON.stringify(found))
  } catch {}
}
