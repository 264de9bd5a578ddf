import { sha256, type Vault } from '#platform/crypto.ts'
import { cleanFileName } from '#platform/file-kind.ts'
import type { Incoming } from '../incoming.ts'
import type { Clues } from './find-threads.ts'
import type { KeptMail } from './keep-source.ts'
import type { KnownMailbox } from './mailboxes/directory.ts'
import { safeHtml } from './reading/html/safe-html.ts'
import { mostReferences } from './remembering-mails.ts'
import { pointedByAddress, pointedByMark } from './thread-token.ts'

/** A mail in the words every channel uses, for the brand of one mailbox. */
export function incomingOfMail(mail: KeptMail, mailbox: KnownMailbox, rawFile: string): Incoming {
  const from = senderOf(mail)
  const shown = new Set(mail.attachments.map((one) => one.contentId))
  // Relative to where a message's HTML is served: /api/messages/{id}/html and /api/messages/{id}/inline/….
  const inlineImage = (id: string) => (shown.has(id) ? `inline/${encodeURIComponent(id)}` : null)
  const html = mail.html === null ? null : safeHtml(mail.html, { inlineImage })
  return {
    brandId: mailbox.brandId,
    channel: 'email',
    externalId: identityOf(mail, rawFile),
    from: {
      kind: 'email',
      value: from.address.toLowerCase(),
      shown: from.address,
      name: from.name.slice(0, 200),
      isVerified: false,
    },
    kind: isFromOwnList(mail, mailbox) ? 'message' : mail.kind,
    subject: mail.subject.slice(0, 1_000),
    text: mail.visibleText,
    folded: mail.folded,
    html: html?.html ?? null,
    remoteImages: Math.min(html?.remoteImages ?? 0, 32_767),
    attachments: mail.attachments.map((one) => ({
      hash: one.kept.hash,
      size: one.kept.size,
      name: cleanFileName(one.name),
      type: one.type,
      contentId: one.contentId,
      isInline: one.isInline,
    })),
    mail: {
      mailboxId: mailbox.id,
      mailId: mail.messageId,
      to: mail.to,
      cc: mail.cc,
      authentication: null,
      rawFile,
      details: detailsOf(mail),
    },
  }
}

/** Where the mail says it belongs. */
export function cluesOf(
  mail: KeptMail,
  vault: Vault,
  brandId: number,
  recipients: readonly string[],
): Omit<Clues, 'isHeldBack'> {
  const addresses = [...recipients, ...mail.deliveredTo, ...mail.to.map(plain), ...mail.cc.map(plain)]
  const addressed = addresses
    .map((one) => pointedByAddress(vault, one, brandId)?.conversationId)
    .find((one) => one !== undefined)
  return {
    addressed,
    mailIds: mailIdsOf(mail),
    marked: pointedByMark(vault, `${mail.subject}\n${mail.text}`, brandId),
    isAnswer:
      mail.inReplyTo.length > 0 || mail.references.length > 0 || /^\s*\w{2,4}\s*[:：]/.test(mail.subject),
  }
}

/** Every mail id a mail names, its own first, then what it answers, then its references from the last to the first. */
export function mailIdsOf(mail: Pick<KeptMail, 'messageId' | 'inReplyTo' | 'references'>): string[] {
  const answered = [
    ...mail.inReplyTo.slice(0, mostReferences),
    ...mail.references.slice(-mostReferences).reverse(),
  ]
  return [...new Set([...(mail.messageId ? [mail.messageId] : []), ...answered])]
}

/** The people a mail names besides its sender and ourselves. */
export async function othersIn(
  mail: KeptMail,
  sender: string,
  isMailbox: (address: string) => Promise<boolean>,
): Promise<string[]> {
  const others = new Set([...mail.to, ...mail.cc, ...mail.replyTo].map((one) => one.address.toLowerCase()))
  others.delete(sender)
  others.delete('')
  const found: string[] = []
  for (const address of others) if (!(await isMailbox(address))) found.push(address)
  return found
}

function senderOf(mail: KeptMail): { name: string; address: string } {
  const named = [mail.from, mail.replyTo[0], mail.sender].find((one) => one?.address)
  // RFC 6761 §6.4: never a real domain. A mail without any sender is still somebody's mail.
  return named ?? { name: mail.from?.name ?? '', address: 'unknown@invalid' }
}

/**
 * The same mail on two ways is one: by its id and what it says, since some senders give one id to different mails. What mail servers
 * add or recode on the way (trace headers, transfer encodings, line ends) does not count.
 */
function identityOf(mail: KeptMail, rawFile: string): string {
  if (!mail.messageId) return `mail:raw:${rawFile}`
  const said = [
    mail.messageId,
    mail.from?.address ?? '',
    mail.to.map(plain),
    mail.cc.map(plain),
    mail.inReplyTo,
    mail.references,
    mail.date?.getTime() ?? 0,
    mail.subject,
    mail.text,
    mail.html,
    mail.attachments.map((one) => [one.name, one.kept.hash]),
  ]
  return `mail:${sha256(JSON.stringify(said))}`
}

/** A shared address is often a mailing list of its provider's, whose every mail carries the list's marks. */
function isFromOwnList(mail: KeptMail, mailbox: KnownMailbox): boolean {
  if (mail.kind !== 'list') return false
  const own = [mailbox.address, mailbox.address.replace('@', '.')]
  const marks = ['list-id', 'list-post', 'mailing-list', 'x-mailing-list', 'x-ml-name']
    .flatMap((name) => mail.headers.get(name) ?? [])
    .map((value) => value.toLowerCase())
  return marks.some((mark) => own.some((one) => mark.includes(one)))
}

function detailsOf(mail: KeptMail): Record<string, unknown> {
  return {
    ...(mail.date ? { date: mail.date.toISOString() } : {}),
    ...(mail.replyTo.length > 0 ? { replyTo: mail.replyTo.slice(0, 20) } : {}),
    ...(mail.exceeded.length > 0 ? { exceeded: mail.exceeded } : {}),
  }
}

const plain = (one: { address: string }) => one.address
