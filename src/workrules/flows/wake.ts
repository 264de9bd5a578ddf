import { sql } from 'kysely'
import { attempt } from '#platform/attempt.ts'
import { cut } from '#platform/cut.ts'
import { now } from '#platform/clock.ts'
import { type Database, inBrands, type Tx } from '#platform/database.ts'
import type { Task } from '#platform/jobs.ts'
import type { RecordedEvent } from '#platform/outbox.ts'
import { answerIn, type Heard } from './answer.ts'
import { awaitedNamed } from './awaited.ts'
import { stick, stop } from './finish.ts'
import { actorOf, graphOf, lockedRun, stepOf } from './run.ts'
import { remind } from './steps/ask.ts'
import { factsFor, holds } from './steps/branch.ts'
import { setTimer } from './timer.ts'
import { goOn, goTo, type Held } from './walk.ts'

type Desk = { db: Database }
type Job = { brandId: number; runId: number; entry: number }
type Waking = Job & { event: RecordedEvent }

/** Takes the first step of a run that has begun. */
export const walkFlow = (desk: Desk): Task =>
  waking(desk, async (tx, held, { entry }: Job) => {
    if (held.run.state === 'running' && held.run.entry === entry) await goTo(tx, held, null)
  })

/** The time of a waiting run may have passed: what it waits for is read again, and a timer that came too early waits on. */
export const flowTimePassed = (desk: Desk): Task =>
  waking(desk, async (tx, held, { entry }: Job) => {
    const { run } = held
    if (run.state !== 'waiting' || run.entry !== entry) return
    const at = now()
    if (run.dueAt && run.dueAt <= at) return timeIsOver(tx, held)
    if (run.remindAt && run.remindAt <= at) return remindOnce(tx, held)
    await setTimer(tx, run, run)
  })

/** Something has happened that a run may be waiting for. */
export const wakeFlow = (desk: Desk): Task =>
  waking(desk, async (tx, held, { entry, event }: Waking) => {
    const { run } = held
    if (run.state !== 'waiting' || run.entry !== entry || event.id <= run.waitsSinceEvent) return
    if (run.waitsFor === 'answer') await hear(tx, held, event)
    else if (run.waitsFor === 'event' && (await isAwaited(tx, held, event)))
      await goOn(tx, held, { outcome: 'happened' })
    else if (run.waitsFor === 'approval' && event.data.approvalId === run.waits.approvalId)
      await goOn(tx, held, { outcome: event.data.state === 'approved' ? 'approved' : 'refused' })
    else if (run.waitsFor === 'task' && event.data.taskId === run.waits.taskId)
      await goOn(tx, held, { outcome: 'answered' })
  })

/** The conversation was closed, is spam, or was merged into another: nothing more is done in it. */
export const stopFlow = (desk: Desk): Task => waking(desk, async () => {})

/**
 * Locks the run and does the work in one transaction. A run whose conversation was ended for good is stopped instead, whatever wakes it. When
 * the work fails again and again, which is a fault of ours, the run is shown as stuck rather than lying there unseen.
 */
function waking<J extends Job>({ db }: Desk, work: (tx: Tx, held: Held, job: J) => Promise<void>): Task {
  return async (payload, { isLastAttempt }) => {
    // The border of jobs: only this feature writes them.
    const job = payload as J
    const within = (does: (tx: Tx, held: Held) => Promise<void>) =>
      inBrands(db, [job.brandId], async (tx) => {
        const held = await lockedRun(tx, job.runId)
        if (held.run.state === 'ended' || held.run.state === 'stopped') return
        const over = overOf(held)
        await (over ? stop(tx, held.run, over) : does(tx, held))
      })
    try {
      await within(async (tx, held) => {
        if (!(await graphOf(tx, held.run))) throw new NotKnownHere(`Flow run ${held.run.id}`)
        await work(tx, held, job)
      })
    } catch (error) {
      const because = error instanceof NotKnownHere ? 'version_unknown' : 'failed'
      if (isLastAttempt) await within((tx, { run }) => stick(tx, run, because))
      throw error
    }
  }
}

/** Its version holds what this program does not know: while an upgrade goes on, a newer worker takes the job at one of its next attempts. */
class NotKnownHere extends Error {}

function overOf({ conversation }: Held): 'merged' | 'closed' | 'spam' | undefined {
  if (conversation.merged_into_id !== null) return 'merged'
  const { status } = conversation
  return status === 'closed' || status === 'spam' ? status : undefined
}

async function timeIsOver(tx: Tx, held: Held): Promise<void> {
  const { run } = held
  if (run.waitsFor === 'time') return goOn(tx, held, { outcome: 'passed' })
  if (run.waitsFor !== 'answer') return goOn(tx, held, { outcome: 'too_late' })
  if (run.step !== null) run.answers[run.step] = { choice: 'silent' }
  await goOn(tx, held, { outcome: 'silent' })
}

async function remindOnce(tx: Tx, { run, conversation }: Held): Promise<void> {
  const graph = await graphOf(tx, run)
  const step = graph && stepOf(graph, run.step)
  if (graph && step?.kind === 'ask')
    // Where nobody reads any more it is not said again, and the time goes on running.
    await attempt(tx, () => remind(tx, { run, conversation, graph, actor: actorOf(run) }, step))
  await sql`update flow_runs set remind_at = null where brand_id = ${run.brandId} and id = ${run.id}`.execute(
    tx,
  )
  await setTimer(tx, run, { remindAt: null, dueAt: run.dueAt })
}

type Said = Heard & { id: number }

async function hear(tx: Tx, held: Held, event: RecordedEvent): Promise<void> {
  const { run } = held
  if (event.data.kind !== 'message' || run.step === null) return
  const graph = await graphOf(tx, run)
  const step = graph && stepOf(graph, run.step)
  if (step?.kind !== 'ask') return
  const { rows } = await sql<Said>`
    select id, text, pressed from messages
    where brand_id = ${run.brandId} and id = ${event.messageId} and direction = 'in'`.execute(tx)
  const [said] = rows
  if (!said) return
  const choice = answerIn(step.choices, Number(run.waits.messageId), said)
  run.answers[run.step] = { choice, text: cut(said.text, 500) }
  await goOn(tx, held, { outcome: choice, detail: { answerId: said.id } })
}

async function isAwaited(tx: Tx, { run, conversation }: Held, event: RecordedEvent): Promise<boolean> {
  const graph = await graphOf(tx, run)
  const step = graph && stepOf(graph, run.step)
  if (step?.kind !== 'wait' || step.on === null) return false
  const known = awaitedNamed.get(step.on)
  if (known?.type !== event.type || known.fits?.(event.data) === false) return false
  if (!step.conditions) return true
  const facts = await factsFor(tx, conversation, event.messageId)
  return facts !== undefined && holds(step.conditions, facts)
}
