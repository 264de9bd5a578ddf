import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { detectLanguage } from '#languages/detect.ts'

/** `language detect [--brand-language ja]`: a line in, its language and how sure that is out. Needs no database. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { 'brand-language': { type: 'string' } },
  })
  if (positionals[0] !== 'detect') {
    process.stderr.write('language detect [--brand-language ja] < TEXT\n')
    return 64
  }
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const { code, confidence } = detectLanguage(line, values['brand-language'])
    if (!process.stdout.write(`${code}\t${confidence.toFixed(2)}\n`))
      await new Promise((resolve) => process.stdout.once('drain', resolve))
  }
  return 0
}
