import { parentPort, workerData } from 'node:worker_threads'
import { type Labelled, learnReasons } from './learn.ts'
import { packModel } from './pack.ts'

// Learns on a thread of its own, for it takes seconds: see learn-brand.ts.
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
parentPort?.postMessage(packModel(learnReasons(workerData as Labelled[])))
