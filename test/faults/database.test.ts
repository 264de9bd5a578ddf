import { expect, test } from 'vitest'
import { answerSurely, conversationsOf, sendings, untilSettled } from './answers.ts'
import { ledgerOf, wholeLedger } from './ledger.ts'
import { mailOf, openPost } from './mail-client.ts'
import { freePort, openDice, type Program, until, withProgram } from './program.ts'
import { makeRelay } from './relay.ts'

const kills = Number(process.env.ENGAWA_FAULTS ?? 3)
const timeout = 120_000 + kills * 60_000

test(
  'PostgreSQL killed in mid-write comes back by itself, nothing is half-written and no mail is lost',
  { timeout },
  () =>
    withProgram(async (program) => {
      const dice = openDice(Number(process.env.ENGAWA_SEED ?? 20_263))
      const post = openPost(program.smtpPort, 6)
      const answers: Record<string, number> = {}
      let written = 0
      try {
        for (let kill = 0; kill < kills; kill++) {
          for (let mail = 0; mail < 60; mail++) post.waiting.push(mailOf(written++))
          const enough = post.accepted.size + 1 + dice.below(30)
          await until(
            () => post.accepted.size >= enough,
            120_000,
            () => `No mail goes in: ${program.said()}`,
          )
          program.killPostgres()
          await until(
            () => isAnswered(program, answers),
            120_000,
            () => `The desk stays away: ${program.said()}`,
          )
        }
        await until(
          () => post.accepted.size === written,
          120_000,
          () => `Mail still waits: ${program.said()}`,
        )
      } finally {
        await post.stop()
      }
      const { lost, doubled, torn, halfWritten } = await ledgerOf(program, post.accepted)
      const figures = {
        kills,
        mails: written,
        refused: post.refused,
        unanswered: post.unanswered,
        api: answers,
      }
      console.log(JSON.stringify({ fault: 'PostgreSQL killed', ...figures, lost: lost.length }))
      expect({ lost, doubled, torn, halfWritten }).toEqual(wholeLedger)
      // Meanwhile it asked to try again later and said nothing else.
      expect(Object.keys(post.refused).filter((code) => code !== '451')).toEqual([])
      expect(Object.keys(answers).filter((status) => !['200', '503'].includes(status))).toEqual([])
    }),
)

test('answers wait while the mail server is away for an hour, and leave once when it is back', {
  timeout,
}, async () => {
  const relay = makeRelay(await freePort())
  const env = { MAIL_RELAY_URL: relay.url }
  await withProgram(
    async (program) => {
      const conversations = await conversationsOf(program, 4)
      await Promise.all(conversations.map((id, at) => answerSurely(program, id, `answer-${at}`)))
      // An hour of attempts, each made due at once instead of waiting for it: after 15, 60, 120, 300 and 600 seconds and so on.
      for (let attempt = 1; attempt <= 9; attempt++) {
        await until(
          () => hasTried(program, attempt, 4),
          120_000,
          () => `No attempt ${attempt}: ${program.said()}`,
        )
        expect((await sendings(program)).map((one) => one.state)).toEqual(Array(4).fill('queued'))
        if (attempt === 9) await relay.open()
        await program.sql('update graphile_worker._private_jobs set run_at = now() where run_at > now()')
      }
      await untilSettled(program)
      expect((await sendings(program)).map((one) => one.state)).toEqual(Array(4).fill('sent'))
      expect([...relay.taken.values()]).toEqual([1, 1, 1, 1])
      const told = await program.sql(`select type from events where type = 'message.delayed'`)
      // Staff hear of it once for each answer and not at every attempt.
      expect(told).toHaveLength(4)
    },
    { env },
  ).finally(() => relay.close())
})

async function isAnswered(program: Program, answers: Record<string, number>): Promise<boolean> {
  const { status } = await program.ask('/api/conversations/1')
  answers[status] = (answers[status] ?? 0) + 1
  return status === 200
}

/** Whether all the answers have been tried so often and wait for the next time. */
async function hasTried(program: Program, attempt: number, answers: number): Promise<boolean> {
  const [row] = await program.sql<{ count: number }>(
    `select count(*)::integer as count from graphile_worker._private_jobs
     where key like 'send:%' and locked_at is null and (payload->>'attempt')::integer = $1`,
    [attempt],
  )
  return row?.count === answers
}
