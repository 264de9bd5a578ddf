import { SMTPServer } from 'smtp-server'

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
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    closeTimeout: 100,
    logger: false,
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
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    received,
    refuse(code, words = 'no') {
      refusal = code === undefined ? undefined : Object.assign(new Error(words), { responseCode: code })
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
