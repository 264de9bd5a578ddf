import { answerAsThread } from '#platform/thread.ts'
import { understand } from './understand.ts'

// A mail that cannot be read is read again where its error is known by its class; a refusal would look like the end of the thread.
answerAsThread(async (bytes: Uint8Array) => ({ answer: await understand(bytes).catch(() => undefined) }))
