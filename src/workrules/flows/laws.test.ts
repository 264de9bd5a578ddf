import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { inBrands, type Tx } from '#platform/database.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { graphOf, publishFlow } from '#test/flows.ts'
import { actorOf } from '#platform/caller.ts'
import { conversationFor } from '#conversations/door.ts'
import { beginFlow } from './begin.ts'
import { graph, type Graph, type Step } from './graph.ts'
import { nextOf, outcomesOf } from './outcomes.ts'
import { mistakesOf } from './shape.ts'
import { flowTimePassed, walkFlow } from './wake.ts'

const ids = ['s0', 's1', 's2', 's3', 's4', 's5']
const to = fc.constantFrom(...ids, 'end')

/** Any graph of these steps, also one that nobody could publish. */
const anyStep = (id: string) =>
  fc.oneof(
    fc.record({ passed: to }).map((next) => ({ id, kind: 'wait', span: { minutes: 1 }, next })),
    fc.tuple(fc.constantFrom(...ids), fc.record({ done: to })).map(([name, next]) => ({
      id,
      kind: 'do',
      actions: [{ action: 'tag_on', value: { tags: [name] } }],
      next,
    })),
    fc.record({ w: to, else: to }).map((next) => ({
      id,
      kind: 'branch',
      ways: [{ key: 'w', conditions: { all: [{ condition: 'tags', value: ['s1', 's2'] }] } }],
      next,
    })),
    fc
      .tuple(fc.constantFrom(1, 999_999), fc.record({ done: to }))
      .map(([teamId, next]) => ({ id, kind: 'team', teamId, next })),
    fc.record({ ticked: to, too_late: to }).map((next) => ({
      id,
      kind: 'checklist',
      items: [{ key: 'a', text: { en: 'A' } }],
      atMost: { minutes: 1 },
      next,
    })),
    fc.constant({ id, kind: 'end' }),
  )
const anyGraph = fc
  .tuple(...ids.map(anyStep))
  .map((steps) => graph.parse({ start: 's0', steps: [...steps, { id: 'end', kind: 'end' }] }))

test('a graph without mistakes ends whatever comes of its steps, or waits on every way back', () => {
  fc.assert(
    fc.property(anyGraph, fc.infiniteStream(fc.nat()), (made, chance) => {
      fc.pre(mistakesOf(made).every((one) => one.code === 'unreachable'))
      const byId = new Map(made.steps.map((one) => [one.id, one]))
      let step: Step | undefined = byId.get(made.start)
      let instant = 0
      for (const pick of chance) {
        expect(step).toBeDefined()
        if (!step || step.kind === 'end') return
        instant = ['branch', 'do', 'team'].includes(step.kind) ? instant + 1 : 0
        expect(instant).toBeLessThan(made.steps.length)
        const outcomes = outcomesOf(step).filter((one) => one.needsWay)
        const outcome = outcomes[pick % outcomes.length]?.key ?? ''
        step = byId.get(nextOf(step, outcome) ?? '')
        // It goes on as long as somebody lets it; that it may is all that is claimed.
        if (pick % 7 === 0) return
      }
    }),
    { numRuns: 100 },
  )
})

let desk: TestDesk
let done: () => void
let closed: Promise<void>
beforeAll(async () => {
  await new Promise<void>((ready) => {
    closed = withDesk(async (opened) => {
      desk = opened
      ready()
      await new Promise<void>((resolve) => {
        done = resolve
      })
    })
  })
})
afterAll(async () => {
  setClock()
  done()
  await closed
})

const context = { attempt: 1, isLastAttempt: false }
const within = <T>(work: (tx: Tx) => Promise<T>) => inBrands(desk.db, [desk.brandId], work)
const row = (id: number) =>
  within((tx) => tx.selectFrom('flow_runs').selectAll().where('id', '=', id).executeTakeFirstOrThrow())
const written = (id: number) =>
  within(async (tx) => ({
    steps: await tx
      .selectFrom('flow_run_steps')
      .selectAll()
      .where('run_id', '=', id)
      .orderBy('entry')
      .execute(),
    events: await tx
      .selectFrom('events')
      .select((one) => one.fn.countAll<number>().as('count'))
      .execute(),
  }))

test('any flow ends, waits, is stuck or is stopped by the guard, and no wake that comes twice or late does anything twice', {
  timeout: 240_000,
}, async () => {
  const flowId = await publishFlow(desk, graphOf({ end: { kind: 'end' } }))
  let version = 1
  const begin = async (made: Graph) => {
    version++
    const conversation = await desk.receive(`${version}@example.com`, 'Hello')
    return within(async (tx) => {
      await tx
        .insertInto('flow_versions')
        .values({
          brand_id: desk.brandId,
          flow_id: flowId,
          version,
          name: 'Any',
          graph: JSON.stringify(made),
          published_at: new Date(),
        })
        .execute()
      await tx.updateTable('flows').set({ published_version: version }).where('id', '=', flowId).execute()
      const locked = await conversationFor(tx, conversation, 'change')
      return (
        (await beginFlow(tx, locked, {
          flowId,
          actor: actorOf({ staffId: desk.ana.staffId } as Parameters<typeof actorOf>[0]),
        })) ?? 0
      )
    })
  }
  await fc.assert(
    fc.asyncProperty(anyGraph, fc.integer({ min: 1, max: 12 }), async (made, turns) => {
      const runId = await begin(made)
      const job = (entry: number) => ({ brandId: desk.brandId, runId, entry })
      const twiceAtOnce = async (task: typeof walkFlow, entry: number) => {
        await Promise.all([task(desk)(job(entry), context), task(desk)(job(entry), context)])
        const before = await written(runId)
        await task(desk)(job(entry), context)
        await walkFlow(desk)(job(0), context)
        expect(await written(runId)).toEqual(before)
      }
      await twiceAtOnce(walkFlow, 0)
      for (let turn = 0; turn < turns; turn++) {
        const { state, entry, due_at } = await row(runId)
        if (state !== 'waiting') break
        const at = new Date(Math.max(Date.now(), due_at?.getTime() ?? 0))
        setClock(() => at)
        await twiceAtOnce(flowTimePassed, entry)
        setClock()
      }
      const { state, waits_for, ended_at } = await row(runId)
      const { steps } = await written(runId)
      expect(state).not.toBe('running')
      expect(steps.length).toBeLessThanOrEqual(61)
      // One step is open where it waits or is stuck, none where it has ended.
      const open = steps.filter((one) => one.left_at === null).length
      if (state === 'ended') expect([open, waits_for, ended_at !== null]).toEqual([0, null, true])
      if (state === 'waiting' || state === 'stuck') expect(open).toBe(1)
    }),
    { numRuns: 25 },
  )
})
