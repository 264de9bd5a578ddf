import { expect, test } from 'vitest'
import { startWorker } from '#platform/jobs.ts'
import { withDesk } from '#test/desk.ts'
import { dispatchAll } from '#test/dispatch-all.ts'
import { keepHours } from '#test/hours.ts'
import { ruleWish } from '#test/rules.ts'
import { tasksOf } from '../../tasks.ts'

const everyDay = [1, 2, 3, 4, 5, 6, 7]

test('a customer is told by when in the hours of the team a rule gives them to, however long the rule takes', () =>
  withDesk(async (desk) => {
    const team = (await desk.as(desk.ana).post('/api/teams', { name: 'Honolulu' })).body
    await keepHours(desk, [{ days: everyDay, from: '00:00', to: '24:00' }])
    const more = { name: 'Honolulu', zone: 'Pacific/Honolulu', isDefault: false, teamIds: [team.id] }
    await keepHours(desk, [{ days: everyDay, from: '03:33', to: '03:34' }], more)
    await desk.as(desk.ana).patch(`/api/brands/${desk.brandId}`, {
      settings: { acknowledgement: { channels: ['email'] } },
    })
    const actions = [{ action: 'team', value: { teamId: team.id } }]
    const made = await desk
      .as(desk.ana)
      .post('/api/rules', ruleWish(desk, { conditions: { all: [] }, actions }))
    expect(made.status).toBe(200)
    await desk.receive('jo@example.com', 'Is the kettle for sale?', { channel: 'email', subject: 'Kettle' })
    await dispatchAll(desk)
    const tasks = tasksOf(desk)
    let judged = () => {}
    const isJudged = new Promise<void>((resolve) => (judged = resolve))
    const worker = await startWorker(
      desk.db,
      {
        ...tasks,
        async 'run-rules'(payload, context) {
          // Whoever waits for nobody has begun by now.
          await new Promise((resolve) => setImmediate(resolve))
          await desk.rows((tx) => tx.selectFrom('conversations').select('acknowledged_at').execute())
          await tasks['run-rules']?.(payload, context)
          judged()
        },
      },
      { concurrency: 8, log: desk.log },
    )
    try {
      await isJudged
      const found = () =>
        desk.rows((tx) =>
          tx.selectFrom('conversations').select(['team_id', 'promised_for']).executeTakeFirstOrThrow(),
        )
      await expect.poll(async () => (await found()).promised_for).not.toBeNull()
      const { team_id, promised_for } = await found()
      expect(team_id).toBe(team.id)
      expect(promised_for?.toISOString()).toMatch(/T13:34:00/)
    } finally {
      await worker.stop()
    }
  }))
