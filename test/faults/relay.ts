import { setTimeout as pause } from 'node:timers/promises'
import { readMail } from '#channels/email/reading/read-mail.ts'
import { startForeignServer } from '#test/mail/foreign-server.ts'

/** The mail server that the desk hands its answers to: keeps what it took, answers late, and can be away. */
export type Relay = {
  url: string
  /** How often each answer has come, by the word in it that starts with `answer-`. */
  taken: Map<string, number>
  open(): Promise<void>
  close(): Promise<void>
}

export function makeRelay(port: number, delay: () => number = () => 0): Relay {
  const taken = new Map<string, number>()
  let server: { stop(): Promise<void> } | undefined
  const take = async (chunks: Buffer[]) => {
    await pause(delay())
    const { text } = await readMail(Buffer.concat(chunks))
    const word = /answer-\d+/.exec(text)?.[0] ?? 'no answer of ours'
    taken.set(word, (taken.get(word) ?? 0) + 1)
    await pause(delay())
  }
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    async open() {
      server = await startForeignServer(
        {
          onData(stream, _session, answer) {
            const chunks: Buffer[] = []
            stream.on('data', (chunk) => chunks.push(chunk))
            stream.on('end', () => void take(chunks).then(() => answer(), answer))
          },
        },
        port,
      )
    },
    close: async () => server?.stop(),
  }
}
