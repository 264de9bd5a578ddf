import { parentPort, type Transferable, Worker } from 'node:worker_threads'

/** A thread of its own for work that would keep everybody waiting. What it is asked and answers is copied, or handed over. */
export type Thread = {
  ask<Answer>(question: unknown, hand?: readonly Transferable[]): Promise<Answer>
  /** Ends it at once; what was asked is refused. */
  stop(): Promise<void>
}

type Said = { number: number; answer?: unknown; error?: Error }

/** Starts a module that calls `answer`. It does not keep the process alive, and beyond `megabytes` of memory it alone is ended. */
export function startThread(module: URL, { megabytes = 1_024 } = {}): Thread {
  const worker = new Worker(module, { resourceLimits: { maxOldGenerationSizeMb: megabytes } })
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>()
  let asked = 0
  let ended: Error | undefined
  const end = (error: Error) => {
    ended ??= error
    for (const one of waiting.values()) one.reject(ended)
    waiting.clear()
  }
  worker.unref()
  worker.on('error', (error) => end(error instanceof Error ? error : new Error(String(error))))
  worker.on('exit', (code) => end(new Error(`The thread has ended (${code})`)))
  worker.on('message', ({ number, answer, error }: Said) => {
    const one = waiting.get(number)
    waiting.delete(number)
    // Nobody waits any more, so it may not hold up the end of the process.
    if (waiting.size === 0) worker.unref()
    if (error) one?.reject(error)
    else one?.resolve(answer)
  })
  return {
    ask: <Answer>(question: unknown, hand: readonly Transferable[] = []) =>
      new Promise<Answer>((resolve, reject) => {
        if (ended) return reject(ended)
        const number = ++asked
        waiting.set(number, { resolve: resolve as (answer: unknown) => void, reject })
        worker.ref()
        worker.postMessage({ number, question }, [...hand])
      }),
    async stop() {
      end(new Error('The thread was stopped'))
      await worker.terminate()
    },
  }
}

export type Answered = { answer: unknown; hand?: readonly Transferable[] }

/** For the module in the thread: answers each question, one after the other. */
export function answerAsThread(work: (question: never) => Promise<Answered> | Answered): void {
  const port = parentPort
  if (!port) throw new Error('This module runs in a thread')
  let before: Promise<unknown> = Promise.resolve()
  port.on('message', ({ number, question }: { number: number; question: never }) => {
    before = before
      .then(() => work(question))
      .then(
        ({ answer, hand = [] }) => port.postMessage({ number, answer }, [...hand]),
        (error) =>
          port.postMessage({ number, error: error instanceof Error ? error : new Error(String(error)) }),
      )
  })
}
