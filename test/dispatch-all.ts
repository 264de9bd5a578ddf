import { setTimeout as pause } from 'node:timers/promises'
import { dispatch, isBehind } from '#platform/outbox.ts'
import { follow } from '../src/consequences.ts'
import type { TestDesk } from './desk.ts'

/** Gives every event its consequences; beside other tests one look may be too early, for events wait for each other's transactions. */
export async function dispatchAll(desk: TestDesk): Promise<void> {
  for (;;) {
    await dispatch(desk.db, follow)
    if (!(await isBehind(desk.db))) return
    await pause(10)
  }
}
