import { afterEach, expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'
import { now, setClock } from './clock.ts'
import { addJob, startWorker } from './jobs.ts'

afterEach(() => setClock())

test('where the clock of the database is ahead, a timer begins when its time has come by ours, and other work at once', () =>
  withDesk(async ({ db, log }) => {
    setClock(() => new Date(Date.now() - 700))
    const began: Record<string, Date> = {}
    const asIt = (name: string) => async () => {
      began[name] ??= now()
    }
    const at = new Date(Date.now() + 100)
    await addJob(db.open, 'timer', {}, { runAt: at })
    await addJob(db.open, 'other', {})
    const worker = await startWorker(
      db,
      { timer: asIt('timer'), other: asIt('other') },
      { concurrency: 2, log },
    )
    await expect.poll(() => Object.keys(began).toSorted()).toEqual(['other', 'timer'])
    await worker.stop()
    expect(began['timer']?.getTime()).toBeGreaterThanOrEqual(at.getTime())
    expect(began['other']?.getTime()).toBeLessThan(at.getTime())
  }))
