import { readFileSync } from 'node:fs'
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
  const entries = manifest.parse(JSON.parse(readFileSync(join(builtFolder, '.vite/manifest.json'), 'utf8')))
  const entry = Object.values(entries).find((one) => one.name === name)
  if (!entry) throw new Error(`${name} is not built: run npm run build`)
  return { script: address(entry.file), styles: (entry.css ?? []).map(address) }
}

const address = (file: string) => `/widget-files/${file.replace(/^assets\//, '')}`

/** One built file, or undefined; only plain names, so that nothing else can be read. */
export async function builtFile(name: string): Promise<Buffer | undefined> {
  if (!/^[\w-]+\.(js|css)$/.test(name)) return undefined
  return readFile(join(builtFolder, 'assets', name)).catch(() => undefined)
}
