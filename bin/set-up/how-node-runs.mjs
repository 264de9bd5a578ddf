import { join } from 'node:path'
import { generated } from './places.mjs'

/**
 * How Node runs the program. Its space for what is young is half of what it takes unasked: an idle desk holds some 50 MB less, and mail comes in as fast
 * (bench/README.md).
 */
export const nodeFlags = ['--max-semi-space-size=8']

/** Types are stripped and modules compiled once, not at each start. */
export const nodeSettings = { NODE_COMPILE_CACHE: join(generated, 'compile-cache') }
