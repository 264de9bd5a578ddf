import { startForeignServer } from './foreign-server.ts'

/** A mail server of the other side: keeps what it is given, and refuses as told. */
export async function startSink(): Promise<{
  port: number
  received: { raw: Buffer; from: string; to: string[] }[]
  /** Answers to RCPT from now on: a code and words, or nothing to accept. */
  refuse(code?: number, words?: string): void
  stop(): Promise<void>
}> {
  const received: { raw: Buffer; from: string; to: string[] }[] = []
  let refusal: Error | undefined
  const server = await startForeignServer({
    onRcptTo: (_address, _session, answer) => answer(refusal),
    onData(stream, session, answer) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk) => chunks.push(chunk))
      stream.on('end', () => {
        received.push({
          raw: Buffer.concat(chunks),
          from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
          to: session.envelope.rcptTo.map((one) => one.address),
        })
        answer()
      })
    },
  })
  return {
    port: server.port,
    received,
    refuse(code, words = 'no') {
      refusal = code === undefined ? undefined : Object.assign(new Error(words), { responseCode: code })
    },
    stop: server.stop,
  }
}
