import { readdirSync } from 'node:fs'

// npm run bench [name] [arguments]: one measurement, or the list of them.
const [name, ...args] = process.argv.slice(2)
const all = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.ts') && !['run.ts', 'machine.ts'].includes(file))
  .map((file) => file.slice(0, -3))
if (!name || !all.includes(name)) {
  console.log(`npm run bench NAME, where NAME is one of: ${all.join(', ')}`)
  process.exit(name ? 1 : 0)
}
process.argv = [process.argv[0] ?? '', name, ...args]
await import(`./${name}.ts`)
