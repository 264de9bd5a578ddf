import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A mail server that is not ours, on this machine: without names, passwords and encryption. */
export async function startForeignServer(
  answers: Pick<SMTPServerOptions, 'onRcptTo' | 'onData'>,
  atPort = 0,
): Promise<{ port: number; stop(): Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    closeTimeout: 100,
    logger: false,
    ...answers,
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(atPort, '127.0.0.1', () => resolve()))
  const address = server.server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
