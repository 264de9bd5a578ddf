import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SmtpLimits } from '#channels/email/smtp-limits.ts'
import { startSmtpServer } from '#channels/email/smtp-server.ts'
import { openIntake } from '#channels/email/take-in-mail.ts'
import type { TestDesk } from '../desk.ts'

/** The desk's SMTP server on a port of its own, stopped whatever happens. */
export async function withSmtpDoor(
  desk: TestDesk,
  { maxBytes, limits }: { maxBytes?: number; limits?: SmtpLimits },
  work: (port: number) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'engawa-smtp-'))
  const server = await startSmtpServer(openIntake(desk, maxBytes), {
    port: 0,
    host: '127.0.0.1',
    hostname: 'mx.hinoki.test',
    tls: undefined,
    certificateFolder: folder,
    ...(limits ? { limits } : {}),
  })
  try {
    await work(server.port)
  } finally {
    await server.stop()
    await rm(folder, { recursive: true })
  }
}
