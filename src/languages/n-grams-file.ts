import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The n-grams of the languages customers write in, made from eld's when Engawa is set up (bin/set-up, cut-n-grams.ts). */
export const nGramsFile = join(import.meta.dirname, '../../.generated/languages/n-grams.json')

/**
 * A file of eld that its package does not name for others: the package offers all its languages or none. Its version is fixed, and
 * the tests of detection fail should a new one be laid out differently.
 */
export const inEld = (file: string) => fileURLToPath(new URL(`../${file}`, import.meta.resolve('eld/large')))
