import { readFileSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

export const builtFolder = fileURLToPath(new URL('../../.generated/widget/', import.meta.url))

const manifest = z.record(
  z.string(),
  z.object({ file: z.string(), name: z.string().optional(), css: z.array(z.string()).optional() }),
)

/** The addresses of one built entry (`loader`, `panel`, `form`), whose names change with their content. */
export function builtEntry(name: string): { script: string; styles: string[] } {
  const entry = Object.values(builtEntries()).find((one) => one.name === name)
  if (!entry) throw new Error(`${name} is not built: run npm run build`)
  return { script: address(entry.file), styles: (entry.css ?? []).map(address) }
}

let read: { at: number; entries: z.infer<typeof manifest> } | undefined

/** Pages are served thousands of times a second, and built anew once in a while. */
function builtEntries(): z.infer<typeof manifest> {
  const file = join(builtFolder, '.vite/manifest.json')
  const { mtimeMs: at } = statSync(file)
  if (read?.at !== at) read = { at, entries: manifest.parse(JSON.parse(readFileSync(file, 'utf8'))) }
  return read.entries
}

const address = (file: string) => `/widget-files/${file.replace(/^assets\//, '')}`

/** One built file, or undefined; only plain names, so that nothing else can be read. */
export async function builtFile(name: string): Promise<Buffer | undefined> {
  if (!/^[\w-]+\.(js|css)$/.test(name)) return undefined
  return readFile(join(builtFolder, 'assets', name)).catch(() => undefined)
}
