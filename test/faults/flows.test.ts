import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { graphOf } from '../flows.ts'
import { conversationsOf } from './answers.ts'
import { openDice, type Program, until, withProgram } from './program.ts'

const kills = Number(process.env.ENGAWA_FAULTS ?? 5)
const seed = Number(process.env.ENGAWA_SEED ?? 20_262)
const runs = 20
const words = ['one', 'two', 'three', 'four']

/** Waits and writes, four times over. */
const graph = graphOf(
  Object.fromEntries(
    words.flatMap((word, at) => [
      [`wait_${word}`, { kind: 'wait', span: { minutes: 60 }, next: { passed: `do_${word}` } }],
      [
        `do_${word}`,
        {
          kind: 'do',
          actions: [
            { action: 'note', value: { text: `step-${word}` } },
            { action: 'tag_on', value: { tags: [word] } },
          ],
          next: { done: words[at + 1] ? `wait_${words[at + 1]}` : 'end' },
        },
      ],
    ]),
  ),
)

test('a desk killed again and again in the middle of flows takes each of their steps once and brings all to their end', {
  timeout: 120_000 + kills * 60_000,
}, async () => {
  const dice = openDice(seed)
  await withProgram(async (program) => {
    const conversations = await conversationsOf(program, runs)
    const flowId = await published(program)
    for (const id of conversations) {
      const started = await program.ask(`/api/conversations/${id}/flow-runs`, { flowId })
      expect(started.status).toBe(200)
    }
    for (let kill = 0; kill < kills; kill++) {
      const before = await taken(program)
      await makeDue(program)
      await until(
        async () => (await taken(program)) >= Math.min(before + 1 + dice.below(8), runs * 8),
        60_000,
        () => `No flow goes on: ${program.said()}`,
      )
      await pause(dice.below(80))
      await program.kill()
      await program.start()
    }
    await until(
      async () => {
        await makeDue(program)
        return (await underWay(program)) === 0
      },
      90_000,
      () => `Flows do not come to their end: ${program.said()}`,
    )
    const notes = await program.sql<{ text: string; count: string }>(
      `select text, count(*) from messages where direction = 'note' and text like 'step-%' group by conversation_id, text`,
    )
    expect(notes).toHaveLength(runs * words.length)
    expect(notes.filter((one) => Number(one.count) !== 1)).toEqual([])
    const ended = await program.sql(
      `select 1 from flow_runs where state = 'ended' and entry = ${words.length * 2 + 1}`,
    )
    expect(ended).toHaveLength(runs)
  })
})

async function published(program: Program): Promise<number> {
  const [brand] = await program.sql<{ id: string }>('select id from brands limit 1')
  const made = await program.ask('/api/flows', { brandId: Number(brand?.id), name: 'Steps', from: { graph } })
  const { id, revision } = made.body
  const answer = await program.ask(`/api/flows/${id}/publication`, { revision })
  expect(answer.status).toBe(200)
  return id
}

/** The hour of every run that waits is over now. */
async function makeDue(program: Program): Promise<void> {
  await program.sql(`update flow_runs set due_at = now() where state = 'waiting'`)
  await program.sql(`update graphile_worker._private_jobs set run_at = now()
    where locked_at is null and key like 'flow run %'`)
}

const count = async (program: Program, query: string) =>
  Number((await program.sql<{ count: string }>(query))[0]?.count)
const taken = (program: Program) =>
  count(program, `select count(*) from flow_run_steps where left_at is not null`)
const underWay = (program: Program) => count(program, `select count(*) from flow_runs where ended_at is null`)
