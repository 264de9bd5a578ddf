import { readFileSync } from 'node:fs'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import { FileTooLarge } from '#platform/files.ts'
import { NoSuchMailbox } from './intake-errors.ts'
import { openLimits, type SmtpLimits } from './smtp-limits.ts'
import { ownCertificate } from './self-signed.ts'
import { type Intake, takeInMail } from './take-in-mail.ts'

export type SmtpOptions = {
  port: number
  host: string
  hostname: string
  tls: { keyFile: string; certFile: string } | undefined
  /** Where a certificate of our own is kept if none is configured. */
  certificateFolder: string
  limits?: SmtpLimits
}

/** Receives mail for the desk's mailboxes and for nobody else (RFC 5321): "250" is said once all is committed. */
export async function startSmtpServer(
  intake: Intake,
  options: SmtpOptions,
): Promise<{ port: number; stop(): Promise<void> }> {
  const limits = openLimits(options.limits)
  const server = new SMTPServer({
    name: options.hostname,
    banner: 'Engawa',
    size: intake.maxBytes,
    disabledCommands: ['AUTH'],
    // Names of callers come from DNS, which must not decide how fast mail is taken in.
    disableReverseLookup: true,
    maxClients: 500,
    socketTimeout: 5 * 60_000,
    closeTimeout: 10_000,
    logger: false,
    ...certificateOf(options),
    onConnect(session, answer) {
      if (limits.mayConnect(session.remoteAddress)) return answer()
      answer(reply(421, 'Too many connections from your address, please try again later'))
    },
    onClose: (session) => limits.left(session.remoteAddress),
    onMailFrom(_address, session, answer) {
      if (limits.maySend(session.remoteAddress)) return answer()
      answer(reply(450, 'Too many mails from your address, please try again later'))
    },
    onRcptTo: ({ address }, session, answer) => void admit(address, session).then(() => answer(), answer),
    onData(stream, session, answer) {
      takeInMail(intake, stream, {
        recipients: session.envelope.rcptTo.map((one) => one.address),
        envelope: {
          ip: session.remoteAddress,
          helo: session.hostNameAppearsAs,
          from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
        },
      }).then(
        (delivered) => answer(null, `2.0.0 ${numbersOf(delivered)}`),
        (error) => {
          stream.destroy()
          answer(refusalOf(error, intake))
        },
      )
    },
  })
  const admit = async (address: string, session: SMTPServerSession) => {
    const mailbox = await intake.directory.find(address).catch((error) => {
      intake.log.error({ err: error }, 'Mailboxes could not be read for a mail')
      throw reply(451, '4.3.0 Temporarily unable to look up mailboxes')
    })
    if (mailbox) return
    if (await limits.wrongRecipient(session.remoteAddress)) throw reply(550, '5.1.1 No such mailbox here')
    throw reply(421, '4.7.0 Too many unknown recipients')
  }
  // Broken connections are the caller's matter; without a listener they would end the process.
  server.on('error', (error) => intake.log.debug({ err: error }, 'A mail connection failed'))
  return listen(server, options)
}

async function listen(server: SMTPServer, { port, host }: SmtpOptions) {
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, host, () => {
      server.server.off('error', reject)
      resolve()
    })
  })
  const address = server.server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

function certificateOf({ tls, certificateFolder, hostname }: SmtpOptions): { key: string; cert: string } {
  if (!tls) return ownCertificate(certificateFolder, hostname)
  return { key: readFileSync(tls.keyFile, 'utf8'), cert: readFileSync(tls.certFile, 'utf8') }
}

/** What is wrong with a mail is said for good; anything on our side asks for another try, so that nothing is lost. */
function refusalOf(error: unknown, intake: Intake): Error {
  if (error instanceof FileTooLarge) return reply(552, '5.3.4 Message too large')
  if (error instanceof NoSuchMailbox) return reply(550, '5.1.1 No such mailbox here')
  intake.log.error({ err: error }, 'A mail could not be taken in now; its sender will try again')
  return reply(451, '4.3.0 Temporarily unable to take the message in')
}

function reply(code: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode: code })
}

function numbersOf(delivered: { conversationId: number | undefined }[]): string {
  const numbers = delivered.map((one) => one.conversationId).filter((one) => one !== undefined)
  return numbers.length > 0 ? `taken in as ${numbers.map((one) => `#${one}`).join(', ')}` : 'kept for review'
}
