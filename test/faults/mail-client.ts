import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { mailbox } from './program.ts'

export type Mail = { id: string; thread: number; source: string }

/** Mails of customers, three to a thread: a question and two more mails that name it. */
export function mailOf(at: number): Mail {
  const thread = Math.floor(at / 3)
  const id = `mail-${at}@customers.test`
  const isFirst = at % 3 === 0
  const first = `mail-${thread * 3}@customers.test`
  const lines = [
    `From: Customer ${thread} <c${thread}@customers.test>`,
    `To: ${mailbox}`,
    `Subject: ${isFirst ? '' : 'Re: '}Order ${thread}`,
    `Message-ID: <${id}>`,
    ...(isFirst ? [] : [`In-Reply-To: <${first}>`, `References: <${first}>`]),
    'Content-Type: text/plain; charset=utf-8',
    '',
    `鍋の取っ手が緩んでいます。 This is mail ${at}.`,
    '.',
    '',
  ]
  return { id, thread, source: lines.join('\r\n') }
}

/** What the mail servers of customers know: mails that wait, those answered 250, and every other answer by its code. */
export type Post = {
  waiting: Mail[]
  accepted: Set<string>
  /** How often a mail's connection broke after its last line was written and before an answer: taken in or not, nobody knew. */
  unanswered: number
  refused: Record<string, number>
  stop(): Promise<void>
}

/** Several connections that send what waits; a mail without a 250 waits again and is sent again, as every mail server does. */
export function openPost(port: number, connections: number): Post {
  let stopped = false
  const post: Post = {
    waiting: [],
    accepted: new Set(),
    unanswered: 0,
    refused: {},
    async stop() {
      stopped = true
      await Promise.all(senders)
    },
  }
  const senders = Array.from({ length: connections }, async () => {
    while (!stopped) {
      if (post.waiting.length > 0) await sendSome(port, post).catch(() => {})
      await pause(20)
    }
  })
  return post
}

async function sendSome(port: number, post: Post): Promise<void> {
  const line = openLine(port)
  try {
    await line.answer()
    await line.say('EHLO customers.test\r\n')
    for (let mail = post.waiting.shift(); mail; mail = post.waiting.shift()) {
      let isWritten = false
      try {
        for (const words of ['MAIL FROM:<a@customers.test>', `RCPT TO:<${mailbox}>`, 'DATA']) {
          await line.say(`${words}\r\n`)
        }
        isWritten = true
        await line.say(mail.source)
        post.accepted.add(mail.id)
      } catch (error) {
        if (error instanceof Refused) post.refused[error.code] = (post.refused[error.code] ?? 0) + 1
        else if (isWritten) post.unanswered++
        post.waiting.push(mail)
        throw error
      }
    }
  } finally {
    line.close()
  }
}

class Refused extends Error {
  code: string
  constructor(answer: string) {
    super(answer)
    this.code = answer.slice(0, 3)
  }
}

function openLine(port: number) {
  const socket = connect(port, '127.0.0.1')
  const come: string[] = []
  let rest = ''
  let isOver = false
  let wake = () => {}
  socket.on('data', (data) => {
    const lines = `${rest}${data}`.split('\r\n')
    rest = lines.pop() ?? ''
    come.push(...lines.filter((line) => line[3] !== '-'))
    wake()
  })
  socket.on('error', () => {})
  socket.on('close', () => {
    isOver = true
    wake()
  })
  const answer = async () => {
    while (come.length === 0 && !isOver) await new Promise<void>((resolve) => (wake = resolve))
    const line = come.shift()
    if (line === undefined) throw new Error('The connection broke')
    if (!/^[23]/.test(line)) throw new Refused(line)
  }
  return {
    answer,
    say: (words: string) => (socket.write(words), answer()),
    close: () => socket.destroy(),
  }
}
