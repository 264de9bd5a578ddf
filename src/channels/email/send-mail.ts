import type { SentMessageInfo } from 'nodemailer'
import type { Desk } from '../../desk.ts'
import type { Outcome, Sender } from '../channel.ts'
import { composeMail } from './compose-mail.ts'
import { outcomeOf } from './delivery-outcome.ts'
import { reasonText } from './delivery-reasons.ts'
import { type Letter, letterOf } from './letter-of.ts'
import { openServers } from './outgoing-servers.ts'

type Postbox = Pick<Desk, 'vault' | 'files' | 'mailRelayUrl' | 'allowsPrivateAddresses' | 'publicUrl'>

/**
 * Lets messages out as mail. SMTP cannot be asked afterwards whether a mail was taken, so after a crash in between the outcome is
 * unknown and a person decides (`resumes: false`).
 */
export function mailSender(
  desk: Postbox,
): Sender & { sendLetter(letter: Letter): Promise<Outcome>; close(): void } {
  const servers = openServers(desk)
  return {
    resumes: false,
    close: servers.close,
    sendLetter,
    async send(db, leaving): Promise<Outcome> {
      const letter = await letterOf(db, desk.vault, leaving, desk.publicUrl)
      return 'missing' in letter ? { state: 'failed', reason: letter.missing } : sendLetter(letter)
    },
  }

  async function sendLetter(letter: Letter): Promise<Outcome> {
    for (const { hash } of letter.attachments) {
      if ((await desk.files.size(hash)) === undefined) return { state: 'failed', reason: 'file_missing' }
    }
    try {
      const server = await servers.for(letter.account)
      if (!server) return { state: 'failed', reason: 'no_route' }
      const mail = await composeMail(letter, desk.files)
      return accepted(await server.sendMail({ ...mail, ...(letter.dkim ? { dkim: letter.dkim } : {}) }))
    } catch (error) {
      return outcomeOf(error)
    }
  }
}

/** A server may take a mail for some of its recipients only; then staff have to know for whom it did not. */
function accepted(info: SentMessageInfo): Outcome {
  const rejected: string[] = (info.rejected ?? []).map((one: string | { address: string }) =>
    typeof one === 'string' ? one : one.address,
  )
  if (rejected.length === 0) return { state: 'sent' }
  const words = (info.rejectedErrors ?? []).map(
    (one: Error & { response?: string }) => one.response ?? one.message,
  )
  return { state: 'failed', reason: reasonText('other', `${rejected.join(', ')}: ${words.join('; ')}`) }
}
