import { join } from 'node:path'
import { m } from '#texts'
import { CannotStart } from '#platform/cannot-start.ts'
import type { SettledConfig } from '#platform/config.ts'
import type { Desk } from '../../desk.ts'
import { watchMailboxes } from './imap/watch-mailboxes.ts'
import { startSmtpServer } from './smtp-server.ts'
import { openIntake } from './take-in-mail.ts'

/** Lets mail in: our own SMTP server, and a watcher for every mailbox that is fetched. */
export async function startMail(
  desk: Desk & { databaseUrl: string },
  config: SettledConfig,
): Promise<{ smtpPort: number | undefined; stop(): Promise<void> }> {
  const intake = openIntake(desk, config.maxMailBytes)
  const smtp = config.smtpPort === 0 ? undefined : await startServer(intake, config)
  const watching = await watchMailboxes(desk, intake)
  return {
    smtpPort: smtp?.port,
    async stop() {
      await Promise.all([smtp?.stop(), watching.stop()])
    },
  }
}

function startServer(intake: ReturnType<typeof openIntake>, config: SettledConfig) {
  return startSmtpServer(intake, {
    port: config.smtpPort,
    host: config.smtpHost,
    hostname: config.mailHostname,
    tls: config.smtpTls,
    certificateFolder: join(config.dataDir, 'mail'),
  }).catch((error) => {
    if (error.code !== 'EADDRINUSE') throw error
    const port = String(config.smtpPort)
    throw new CannotStart((locale) => m.email_smtp_port_taken({ port }, { locale }), { cause: error })
  })
}
