import { startThread, type Thread } from '#platform/thread.ts'
import type { Understood } from './understand.ts'

/** Reads mails beside the work of everybody else. */
export type Aside = {
  /** Counts a mail as being worked on. */
  during<Result>(work: () => Promise<Result>): Promise<Result>
  /** Undefined: read it yourself. */
  understand(bytes: Uint8Array): Promise<Understood | undefined>
  stop(): Promise<void>
}

// A few mails are read sooner than they are sent to and fro, and a desk at rest needs no thread.
const few = 4
// Copying costs time as well; what is larger is rare.
const largest = 128 * 1024

/** A thread is begun when mails come faster than one after the other, and begun anew should it end. */
export function openAside({ from = few }: { from?: number } = {}): Aside {
  let underWay = 0
  let thread: Thread | undefined
  let isWarm = false
  const begin = () => {
    const begun = startThread(new URL('./understanding-thread.ts', import.meta.url))
    thread = begun
    // Until it has read its first mail it would only hold up the others.
    begun.ask(firstMail).then(
      () => (isWarm = true),
      () => leave(begun),
    )
  }
  const leave = (one: Thread) => {
    if (thread !== one) return
    thread = undefined
    isWarm = false
  }
  return {
    async during(work) {
      underWay++
      try {
        return await work()
      } finally {
        underWay--
      }
    },
    async understand(bytes) {
      if (underWay <= from || bytes.byteLength > largest) return undefined
      if (!thread) begin()
      const asked = thread
      if (!asked || !isWarm) return undefined
      // A view of its own: the bytes may stand in a large block that would go with them.
      const own = new Uint8Array(bytes)
      return asked.ask<Understood | undefined>(own, [own.buffer]).catch(() => void leave(asked))
    },
    async stop() {
      await thread?.stop()
    },
  }
}

const firstMail = new TextEncoder().encode(
  'From: a@example.com\r\nSubject: =?utf-8?b?6Y2L?=\r\nContent-Type: text/html; charset=iso-2022-jp\r\n\r\n<p>The pan, \u001b$BFi\u001b(B.</p>\r\n',
)
