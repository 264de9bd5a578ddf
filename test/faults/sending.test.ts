import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { answerSurely, conversationsOf, sendings, untilSettled } from './answers.ts'
import { freePort, openDice, until, withProgram } from './program.ts'
import { makeRelay } from './relay.ts'

const kills = Number(process.env.ENGAWA_FAULTS ?? 5)
const seed = Number(process.env.ENGAWA_SEED ?? 20_262)
const eachTime = 8

test('a desk killed again and again while it sends lets no answer out twice and loses none; what it cannot know it says', {
  timeout: 180_000 + kills * 60_000,
}, async () => {
  const dice = openDice(seed)
  const relay = makeRelay(await freePort(), () => dice.below(40))
  await relay.open()
  const env = { MAIL_RELAY_URL: relay.url }
  await withProgram(
    async (program) => {
      const conversations = await conversationsOf(program, kills * eachTime)
      const writing: Promise<unknown>[] = []
      const refused: unknown[] = []
      let written = 0
      for (let kill = 0; kill < kills; kill++) {
        const enough = {
          taken: relay.taken.size + 1 + dice.below(4),
          written: written + 1 + dice.below(eachTime),
        }
        for (let one = 0; one < eachTime; one++) {
          const at = kill * eachTime + one
          const answer = answerSurely(program, conversations[at] ?? '', `answer-${at}`)
          writing.push(answer.then(() => written++).catch((error) => refused.push(error)))
        }
        await until(
          () => refused.length > 0 || (relay.taken.size >= enough.taken && written >= enough.written),
          120_000,
          () => `Nothing leaves: ${program.said()}`,
        )
        await pause(dice.below(60))
        await program.kill()
        await program.start()
      }
      await Promise.all(writing)
      await untilSettled(program)
      const shown = await sendings(program)
      const of = (state: string) => shown.filter((one) => one.state === state)
      const copies = (word: string) => relay.taken.get(word) ?? 0
      const figures = {
        ...{ kills, seed, answers: shown.length, sent: of('sent').length, unknown: of('unknown').length },
        unknownButTaken: of('unknown').filter((one) => copies(one.word) === 1).length,
        doubled: [...relay.taken].filter(([, times]) => times > 1).length,
        lost: of('sent').filter((one) => copies(one.word) === 0).length,
      }
      console.log(JSON.stringify({ fault: 'killed during sending', ...figures }))
      expect(shown.filter((one) => one.rows !== 1)).toEqual([])
      expect(figures).toMatchObject({ answers: kills * eachTime, doubled: 0, lost: 0 })
      // Each has left once, or is shown to a person as not known.
      expect(of('sent').length + of('unknown').length).toBe(kills * eachTime)
    },
    { env },
  ).finally(() => relay.close())
})
