import { parseArgs } from 'node:util'
import { type CommandName, wrongUse } from './usages.ts'

/** Reads `--name value` options; what is missing or unknown is said together with how the command is written. */
export function readOptions<Needed extends string, Free extends string = never>(
  args: string[],
  command: CommandName,
  needed: readonly Needed[],
  free: readonly Free[] = [],
): Record<Needed, string> & Partial<Record<Free, string>> {
  const wrong = (what: string) => wrongUse(command, what)
  const options = Object.fromEntries([...needed, ...free].map((name) => [name, { type: 'string' as const }]))
  let values: Record<string, unknown>
  try {
    values = parseArgs({ args, options, allowPositionals: false }).values
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error))
  }
  const missing = needed.filter((name) => typeof values[name] !== 'string' || values[name].trim() === '')
  if (missing.length > 0) throw wrong(missing.map((name) => `--${name}`).join(', '))
  return values as Record<Needed, string> & Partial<Record<Free, string>>
}
