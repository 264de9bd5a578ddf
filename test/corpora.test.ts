import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openIntake, takeInMail } from '#channels/email/take-in-mail.ts'
import { withDesk } from './desk.ts'
import { openMailbox, supportAddress as address } from './mail/mailbox.ts'

// Mails collected by others, where they lie beside the project: measured, never needed.
const folder = process.env.MAIL_CORPORA ?? fileURLToPath(new URL('../../shared/data', import.meta.url))
const sets = ['mail', 'bounces'].filter((name) => existsSync(join(folder, name)))

if (sets.length === 0) console.warn(`CORPORA NOT RUN: no mails in ${folder} (set MAIL_CORPORA)`)

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return /LICEN[CS]E|README|\.(md|json|rb|py)$/i.test(path) ? [] : [path]
  return readdirSync(path).flatMap((name) => filesIn(join(path, name)))
}

test(
  'every collected mail is taken in or set aside; what is shown garbled is listed',
  { timeout: 300_000 },
  () =>
    withDesk(async (desk) => {
      await openMailbox(desk)
      const intake = openIntake(desk)
      const seen: string[] = []
      const counted = { taken: 0, setAside: [] as string[], seenBefore: 0 }
      for (const file of sets.flatMap((name) => filesIn(join(folder, name)))) {
        const [one] = await takeInMail(intake, createReadStream(file), { recipients: [address] })
        if (one?.conversationId === undefined) counted.setAside.push(file)
        else if (one.isDuplicate) {
          counted.seenBefore++
          seen.push(file)
        } else counted.taken++
      }
      const messages = await desk.rows((tx) =>
        tx.selectFrom('messages').select(['subject', 'text', 'kind']).execute(),
      )
      const shown = messages.map((one) => `${one.subject ?? ''}\n${one.text}`)
      const garbled = shown.filter((text) => /\uFFFD|\x1b\$|=\?[\w-]+\?[bq]\?/i.test(text))
      console.table([
        {
          ...counted,
          setAside: counted.setAside.length,
          garbled: garbled.length,
          bounces: messages.filter((one) => one.kind === 'bounce').length,
        },
      ])
      for (const file of counted.setAside) console.log('set aside:', file)
      for (const file of seen) console.log('seen before:', file)
      for (const text of garbled) console.log('garbled:', JSON.stringify(text.slice(0, 300)))
      expect(counted.taken + counted.seenBefore + counted.setAside.length).toBeGreaterThanOrEqual(
        messages.length,
      )
      expect(counted.setAside.length).toBeLessThanOrEqual(Math.ceil(counted.taken / 100))
    }),
)
