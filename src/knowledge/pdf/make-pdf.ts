import { m } from '#texts'
import { Refusal } from '#platform/refusal.ts'
import { startThread, type Thread } from '#platform/thread.ts'
import type { Print } from './pdf-thread.ts'

const mostWaiting = 8
const longest = 120_000
// Letters are 9 MB and take a moment to read, so the thread stays for the next one who asks.
const idle = 60_000

let thread: Thread | undefined
let waiting = 0
let last: Promise<unknown> = Promise.resolve()
let timer: NodeJS.Timeout | undefined

/** Makes a PDF in a thread of its own, one after the other. Who would wait too long is told so at once. */
export async function makePdf(print: Print): Promise<Buffer> {
  if (waiting >= mostWaiting) throw busy()
  waiting++
  clearTimeout(timer)
  const mine = last.then(() => make(print))
  last = mine.catch(() => {})
  try {
    return await mine
  } finally {
    waiting--
    if (waiting === 0) timer = setTimeout(stop, idle).unref()
  }
}

async function make(print: Print): Promise<Buffer> {
  thread ??= startThread(new URL('./pdf-thread.ts', import.meta.url), { megabytes: 1_536 })
  const tooLong = setTimeout(stop, longest)
  try {
    const bytes = await thread.ask<Uint8Array>(print)
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  } catch (error) {
    // Whatever broke it, the next one gets a fresh one.
    stop()
    throw error
  } finally {
    clearTimeout(tooLong)
  }
}

function stop(): void {
  void thread?.stop()
  thread = undefined
}

function busy(): Refusal {
  return new Refusal(503, 'pdf_busy', (locale) => m.knowledge_pdf_busy({}, { locale }), {
    more: { retryAfter: 60 },
  })
}
