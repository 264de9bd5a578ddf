import type { Logger } from './log.ts'

type Postbox = {
  mailRelayUrl: string | undefined
  mailFrom: string | undefined
  publicUrl: string
  log: Logger
}

/** `fromName` is whom its reader knows, where the operator has not said who writes. */
type SystemMail = { to: string; subject: string; text: string; html?: string; fromName?: string }

/**
 * Sends a mail of the desk itself (an invitation, a reset, a transcript) through the operator's relay. False when there is no relay:
 * nothing was sent, and the log says why. Throws when the relay refuses, so that the job is tried again.
 */
export async function sendSystemMail(
  desk: Postbox,
  { fromName = 'Engawa', ...mail }: SystemMail,
): Promise<boolean> {
  if (!desk.mailRelayUrl) {
    desk.log.warn({ subject: mail.subject }, 'Not mailed, because MAIL_RELAY_URL is not set')
    return false
  }
  const { createTransport } = await import('nodemailer')
  const transport = createTransport({
    url: desk.mailRelayUrl,
    connectionTimeout: 15_000,
    socketTimeout: 30_000,
  })
  try {
    await transport.sendMail({
      from: desk.mailFrom ?? { name: fromName, address: `engawa@${new URL(desk.publicUrl).hostname}` },
      ...mail,
      // RFC 3834 §5: nobody's holiday notice shall answer this.
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
    return true
  } finally {
    transport.close()
  }
}
