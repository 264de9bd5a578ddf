import { createInterface } from 'node:readline'
import { detectLanguage } from '#languages/detect.ts'
import { readOptions } from './options.ts'
import { wrongUse } from './usages.ts'

/** `language detect [--brand-language ja]`: a line in, its language and how sure that is out. Needs no database. */
export async function run([verb, ...args]: string[]): Promise<number> {
  if (verb !== 'detect') throw wrongUse('language', verb ?? 'detect')
  const given = readOptions(args, 'language', [], ['brand-language'])
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const { code, confidence } = detectLanguage(line, given['brand-language'])
    if (!process.stdout.write(`${code}\t${confidence.toFixed(2)}\n`))
      await new Promise((resolve) => process.stdout.once('drain', resolve))
  }
  return 0
}
