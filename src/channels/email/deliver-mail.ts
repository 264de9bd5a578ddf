import type { Desk } from '../../desk.ts'
import { openIntake, takeInMail } from './take-in-mail.ts'

/**
 * Takes in one mail as a mail server's pipe hands it over. Who receives is said by `to`, else by what the server wrote into the header
 * (Delivered-To, X-Original-To), else by To and Cc.
 */
export async function deliverMail(
  desk: Pick<Desk, 'db' | 'files' | 'vault' | 'log'>,
  source: AsyncIterable<Buffer>,
  to: readonly string[],
  maxBytes: number,
): Promise<{ conversationId: number | undefined }> {
  const [first] = await takeInMail(openIntake(desk, maxBytes), source, { recipients: to })
  return { conversationId: first?.conversationId }
}
