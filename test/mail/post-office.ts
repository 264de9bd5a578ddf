import { ImapFlow } from 'imapflow'
import { readMail, type ReadMail } from '#channels/email/reading/read-mail.ts'
import { startDovecot } from './dovecot.ts'
import { startForeignServer } from './foreign-server.ts'

/** The rest of the mail world: whatever is handed to it by SMTP lies in its recipients' mailboxes, which are read by IMAP. */
export type PostOffice = {
  smtpPort: number
  imapPort: number
  /** What lies in a person's mailbox: the local part of their address, whatever stands behind a plus. */
  inbox(person: string): Promise<(ReadMail & { source: Buffer })[]>
  stop(): Promise<void>
}

export const mailPassword = 'secret'

export async function startPostOffice(): Promise<PostOffice> {
  const dovecot = await startDovecot()
  const open = async <T>(person: string, work: (imap: ImapFlow) => Promise<T>): Promise<T> => {
    const imap = new ImapFlow({
      host: '127.0.0.1',
      port: dovecot.port,
      secure: false,
      logger: false,
      auth: { user: person, pass: mailPassword },
    })
    await imap.connect()
    return work(imap).finally(() => imap.logout())
  }
  const deliver = async (address: string, mail: Buffer, attempt = 1): Promise<void> => {
    const person = address.replace(/[+@].*/, '').toLowerCase()
    try {
      await open(person, (imap) => imap.append('INBOX', mail))
    } catch (error) {
      // A mail server tries again; on a busy machine the mailbox may have kept it waiting too long.
      if (attempt === 3) throw error
      await deliver(address, mail, attempt + 1)
    }
  }
  const server = await startForeignServer({
    onData(stream, session, answer) {
      Array.fromAsync(stream as AsyncIterable<Buffer>)
        .then((chunks) =>
          Promise.all(session.envelope.rcptTo.map((to) => deliver(to.address, Buffer.concat(chunks)))),
        )
        .then(() => answer(), answer)
    },
  })
  return {
    smtpPort: server.port,
    imapPort: dovecot.port,
    inbox: (person) => open(person, readInbox),
    async stop() {
      await server.stop()
      await dovecot.stop()
    },
  }
}

async function readInbox(imap: ImapFlow): Promise<(ReadMail & { source: Buffer })[]> {
  await imap.mailboxOpen('INBOX')
  const found: (ReadMail & { source: Buffer })[] = []
  if (imap.mailbox && imap.mailbox.exists === 0) return found
  for await (const one of imap.fetch('1:*', { source: true })) {
    if (one.source) found.push({ ...(await readMail(one.source)), source: one.source })
  }
  return found
}
