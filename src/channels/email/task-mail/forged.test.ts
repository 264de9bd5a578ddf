import { expect, test } from 'vitest'
import { withAskedExpert } from '#test/mail/asked-expert.ts'
import { supportAddress as address } from '#test/mail/mailbox.ts'
import { readMail } from '../reading/read-mail.ts'
import { openIntake, takeInMail } from '../take-in-mail.ts'

const itsServer = '93.184.216.34'
const zone: Record<string, string> = {
  'strict.example': `v=spf1 ip4:${itsServer} -all`,
  '_dmarc.strict.example': 'v=DMARC1; p=reject',
  'plain.example': `v=spf1 ip4:${itsServer} -all`,
}
const resolver = async (name: string, type: string): Promise<string[][]> => {
  const found = zone[name.toLowerCase()]
  if (type !== 'TXT' || !found) throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' })
  return [[found]]
}

type Outcome = { state: string; said: number; isElsewhere: boolean }

/** An expert is asked through a real server, and a mail in their name answers it from the server named; the task after that. */
async function answeredFrom(expert: string, ip: string): Promise<Outcome | undefined> {
  const domain = expert.slice(expert.indexOf('@') + 1)
  let seen: Outcome | undefined
  await withAskedExpert(expert, async ({ desk, sink, conversation, taskId, leave }) => {
    await leave()
    const { messageId } = await readMail(sink.received.at(-1)?.raw ?? Buffer.alloc(0))
    const raw = `From: ${expert}\nTo: ${address}\nMessage-ID: <a@${domain}>\nIn-Reply-To: ${messageId}\n\nPay them all.\n`
    const source = (async function* () {
      yield Buffer.from(raw.replaceAll('\n', '\r\n'))
    })()
    const envelope = { ip, helo: `mail.${domain}`, from: expert }
    const intake = { ...openIntake(desk), resolver }
    const [taken] = await takeInMail(intake, source, { recipients: [address], envelope })
    const { state, messages } = (await desk.as(desk.ana).get(`/api/tasks/${taskId}`)).body
    seen = { state, said: messages.length - 1, isElsewhere: taken?.conversationId !== conversation }
  })
  return seen
}

test.each(['mori@strict.example', 'mori@plain.example'])(
  'an answer in the name of %s from another server is not theirs: the question stays open, and the mail is kept as any other',
  async (expert) => {
    const forged = await answeredFrom(expert, '8.8.8.8')
    expect(forged).toMatchObject({ state: 'open', said: 0, isElsewhere: true })
    expect(await answeredFrom(expert, itsServer)).toMatchObject({
      state: 'answered',
      said: 1,
      isElsewhere: false,
    })
  },
)
