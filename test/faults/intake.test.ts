import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { ledgerOf, wholeLedger } from './ledger.ts'
import { mailOf, openPost } from './mail-client.ts'
import { openDice, until, withProgram } from './program.ts'

// ENGAWA_FAULTS=50 kills fifty times; the ordinary run is short.
const kills = Number(process.env.ENGAWA_FAULTS ?? 5)
const seed = Number(process.env.ENGAWA_SEED ?? 20_261)

test(
  'a desk killed again and again while mail comes in has every mail that it confirmed, once, in one thread',
  { timeout: 120_000 + kills * 60_000 },
  () =>
    withProgram(async (program) => {
      const dice = openDice(seed)
      const post = openPost(program.smtpPort, 6)
      let written = 0
      const write = (mails: number) => {
        const fresh = Array.from({ length: mails }, () => mailOf(written++))
        // Answers come in any order, also before what they answer.
        for (const mail of fresh) post.waiting.splice(dice.below(post.waiting.length + 1), 0, mail)
      }
      let whileStarting = 0
      let withPostgres = 0
      try {
        for (let kill = 0; kill < kills; kill++) {
          write(60)
          const enough = post.accepted.size + 1 + dice.below(40)
          await until(
            () => post.accepted.size >= enough,
            120_000,
            () => `No mail goes in: ${program.said()}`,
          )
          await pause(dice.below(15))
          await program.kill()
          if (dice.below(4) === 0) {
            withPostgres++
            program.killPostgres()
          }
          if (dice.below(4) === 0) {
            whileStarting++
            program.launch()
            await pause(dice.below(1_500))
            await program.kill()
          }
          await program.start()
        }
        await until(
          () => post.accepted.size === written,
          120_000,
          () => `Mail still waits: ${program.said()}`,
        )
      } finally {
        await post.stop()
      }
      const { lost, doubled, torn, conversations, halfWritten } = await ledgerOf(program, post.accepted)
      const figures = {
        kills,
        seed,
        whileStarting,
        withPostgres,
        mails: written,
        unanswered: post.unanswered,
      }
      console.log(JSON.stringify({ fault: 'killed during intake', ...figures, lost: lost.length }))
      expect({ lost, doubled, torn, halfWritten }).toEqual(wholeLedger)
      expect(conversations).toBe(Math.ceil(written / 3))
    }),
)
