import type { DNSResolver } from 'mailauth'
import type { Desk } from '../../desk.ts'
import { FileTooLarge } from '#platform/files.ts'
import type { Incoming } from '../incoming.ts'
import {
  firstVerdict,
  type Envelope,
  isForged,
  isVouchedFor,
  needsChecking,
  vouchingByProvider,
} from './authentication.ts'
import { verdictFor } from './check-sender.ts'
import { cluesOf, incomingOfMail, othersIn } from './incoming-of-mail.ts'
import { isForTheMoment, NoSuchMailbox, TryLater } from './intake-errors.ts'
import { type KeptMail, type KeptSource, keepSource, readKept } from './keep-source.ts'
import { type Brake, openBrake } from './loop-brake.ts'
import { type Directory, type KnownMailbox, openDirectory } from './mailboxes/directory.ts'
import { quarantine } from './quarantine.ts'
import { openStore, type Store } from './store-mails.ts'
import { takeInBounce } from './take-in-bounce.ts'
import { type SenderStanding, takeInAnswer } from './task-mail/take-in-answer.ts'

/** What intake holds on to between mails. */
export type Intake = Pick<Desk, 'db' | 'files' | 'vault' | 'log'> & {
  directory: Directory
  brake: Brake
  store: Store
  maxBytes: number
  /** Of names, where it is not the system's. */
  resolver?: DNSResolver
}

export type Delivered = {
  mailbox: KnownMailbox
  /** Undefined: set aside in quarantine. */
  conversationId: number | undefined
  isDuplicate: boolean
}

export function openIntake(
  desk: Pick<Desk, 'db' | 'files' | 'vault' | 'log'>,
  maxBytes = 50 * 1024 ** 2,
): Intake {
  const { db, files, vault, log } = desk
  return {
    ...{ db, files, vault, log, maxBytes },
    directory: openDirectory(db),
    brake: openBrake(db),
    store: openStore(db),
  }
}

/**
 * Takes one mail in for every mailbox it was sent to: its source is on disk before anything is understood of it, and when this returns
 * all is committed. What lies in the mail itself ends in quarantine; what lies with us is thrown as `TryLater`.
 */
export async function takeInMail(
  intake: Intake,
  source: AsyncIterable<Buffer>,
  to: { recipients: readonly string[]; mailboxes?: readonly KnownMailbox[]; envelope?: Envelope },
): Promise<Delivered[]> {
  try {
    const kept = await keepSource(intake.files, source, intake.maxBytes)
    return await takeInKept(intake, kept, to)
  } catch (error) {
    if (error instanceof NoSuchMailbox || error instanceof FileTooLarge) throw error
    if (error instanceof TryLater) throw error
    throw new TryLater(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

/** The same for a mail whose source is kept already. */
export async function takeInKept(
  intake: Intake,
  source: KeptSource | { hash: string; size: number },
  to: { recipients: readonly string[]; mailboxes?: readonly KnownMailbox[]; envelope?: Envelope },
): Promise<Delivered[]> {
  const known = to.mailboxes ?? (await mailboxesOf(intake.directory, to.recipients))
  let mail: KeptMail
  try {
    mail = await readKept(intake.files, source)
  } catch (error) {
    if (isForTheMoment(error)) throw error
    if (known.length === 0) throw new NoSuchMailbox(to.recipients.join(', '))
    return Promise.all(
      onePerBrand(known).map((mailbox) => setAside(intake, mailbox, source, to, null, error)),
    )
  }
  const mailboxes = known.length > 0 ? known : await mailboxesOf(intake.directory, namedIn(mail))
  if (mailboxes.length === 0)
    throw new NoSuchMailbox([...to.recipients, ...namedIn(mail)].slice(0, 5).join(', '))
  const delivered: Delivered[] = []
  for (const mailbox of onePerBrand(mailboxes)) {
    delivered.push(
      await takeInFor(intake, mail, mailbox, source.hash, to).catch((error) => {
        if (isForTheMoment(error)) throw error
        return setAside(intake, mailbox, source, to, mail, error)
      }),
    )
  }
  return delivered
}

async function mailboxesOf(directory: Directory, addresses: readonly string[]): Promise<KnownMailbox[]> {
  const found: KnownMailbox[] = []
  for (const address of addresses) {
    const mailbox = await directory.find(address)
    if (mailbox && !found.some((one) => one.id === mailbox.id)) found.push(mailbox)
  }
  return found
}

/** Without an envelope the header has to say for whom the mail is. */
function namedIn(mail: KeptMail): string[] {
  if (mail.deliveredTo.length > 0) return [...mail.deliveredTo, ...mail.to.map((one) => one.address)]
  return [...mail.to, ...mail.cc].map((one) => one.address)
}

/** A mail to two mailboxes of one brand is one mail. */
function onePerBrand(mailboxes: readonly KnownMailbox[]): KnownMailbox[] {
  return mailboxes.filter((one, at) => mailboxes.findIndex((other) => other.brandId === one.brandId) === at)
}

async function takeInFor(
  intake: Intake,
  mail: KeptMail,
  mailbox: KnownMailbox,
  rawFile: string,
  to: { recipients: readonly string[]; envelope?: Envelope },
): Promise<Delivered> {
  const incoming = incomingOfMail(mail, mailbox, rawFile)
  const authentication = await verdictOf(intake, mail, incoming, to.envelope)
  if (incoming.mail) incoming.mail.authentication = authentication
  const others = () =>
    othersIn(mail, incoming.from.value, async (one) => Boolean(await intake.directory.find(one)))
  const asked = {
    recipients: to.recipients,
    others,
    standing: () => standingOf(intake, mail, rawFile, to.envelope, incoming.from.value),
  }
  const ofTask = await takeInAnswer(intake.db, intake.vault, mail, incoming, asked)
  if (ofTask) return { mailbox, conversationId: ofTask.conversationId, isDuplicate: ofTask.isDuplicate }
  if (mail.bounce) {
    const bounce = { ...mail, bounce: mail.bounce }
    const taken = await takeInBounce(intake.db, intake.vault, bounce, incoming, to.recipients)
    if (taken) return { mailbox, conversationId: taken.conversationId, isDuplicate: taken.isDuplicate }
  }
  const { subject, text, brandId } = incoming
  const held = await intake.brake.count({ brandId, sender: incoming.from.value, subject, text })
  if (held.isHeldBack && incoming.kind === 'message') incoming.kind = 'auto_reply'
  const clues = {
    ...cluesOf(mail, intake.vault, mailbox.brandId, to.recipients),
    isHeldBack: held.isHeldBack,
  }
  const taken = await intake.store({
    incoming,
    clues,
    others: await others(),
    isFirstHeldBack: held.isFirstHeldBack,
    toCheck: needsChecking(mail, to.envelope) ? (to.envelope ?? null) : undefined,
  })
  return { mailbox, conversationId: taken.conversationId, isDuplicate: taken.isDuplicate }
}

/** Anybody can write a colleague's address into From: such a mail is a customer's, and says what it claims. */
async function verdictOf(intake: Intake, mail: KeptMail, incoming: Incoming, envelope: Envelope | undefined) {
  const claims = await intake.directory.isOurs(incoming.from.value)
  const verdict = firstVerdict(mail, envelope)
  return claims || verdict ? { ...verdict, ...(claims ? { claims } : {}) } : null
}

/** What is known of a mail's sender, where it has to be known before anything is done with it. */
async function standingOf(
  intake: Intake,
  mail: KeptMail,
  rawFile: string,
  envelope: Envelope | undefined,
  from: string,
): Promise<SenderStanding> {
  const isChecked = envelope !== undefined && needsChecking(mail, envelope)
  const asked = isChecked
    ? await verdictFor(() => intake.files.read(rawFile), envelope, intake.resolver)
    : undefined
  const verdict = asked ?? firstVerdict(mail, envelope)
  if (isForged(verdict)) return 'forged'
  // What a sender hands over by themselves says what they like: only a provider's verdict counts without asking.
  const vouching = asked?.vouching ?? (envelope ? [] : vouchingByProvider(mail))
  return isVouchedFor(verdict, vouching, from) ? 'vouched' : 'doubted'
}

async function setAside(
  intake: Intake,
  mailbox: KnownMailbox,
  source: { hash: string; size: number },
  to: { recipients: readonly string[] },
  mail: KeptMail | null,
  error: unknown,
): Promise<Delivered> {
  intake.log.warn({ err: error, mailbox: mailbox.address, source: source.hash }, 'A mail was set aside')
  const from = mail?.from?.address ?? null
  await quarantine(intake.db, mailbox, { ...source, from, to: to.recipients.slice(0, 50), error })
  return { mailbox, conversationId: undefined, isDuplicate: false }
}
