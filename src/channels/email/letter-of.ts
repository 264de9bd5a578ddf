import { sql } from 'kysely'
import { addressOfLogo } from '#people/brands/logo-address.ts'
import type { Vault } from '#platform/crypto.ts'
import { type Database, inBrands, type Tx, writeTogether } from '#platform/database.ts'
import type { Composed, Address } from './compose-mail.ts'
import { textToHtml } from '../text-to-html.ts'
import type { Locale } from '#platform/locale.ts'
import { type Account, dkimOf, smtpAccountOf } from './mailboxes/accounts.ts'
import { quotationOf } from './quotation.ts'
import { rememberingMails } from './remembering-mails.ts'
import { bounceAddress, conversationAddress, conversationMark, messageIdOf } from './thread-token.ts'

/** A message as a mail, and the account it leaves by (none: the operator's relay). */
export type Letter = Composed & {
  account: Account | undefined
  dkim: { domainName: string; keySelector: string; privateKey: string } | undefined
}

/** Why a message cannot become a mail. */
export type NoLetter = { missing: 'no_mailbox' | 'no_recipient' }

type Row = {
  conversationId: number
  customerId: number
  text: string
  html: string | null
  /** The brand's words below every mail, in the customer's language; empty: none. */
  footer: string
  subject: string
  brandName: string
  brandId: number
  /** A picture that mail programs show; a drawing is none to many of them. */
  logo: string | null
  to: Address[]
  cc: Address[]
  bcc: Address[]
  staffId: number | null
  /** A mail to others begins a thread of its own. */
  isForward: boolean
  attachments: Composed['attachments']
  /** The message it answers, when that is to stand below. */
  quotes: number | null
  language: Locale
  timeZone: string
}

type MailboxRow = {
  address: string
  name: string
  smtp: unknown
  imap: unknown
  dkim: unknown
  secrets: string | null
  hasPlus: boolean
  charset: 'utf-8' | 'iso-2022-jp'
}

/**
 * Makes a letter of a stored message. Its Message-ID is written down before it leaves, the same at every attempt, so that an answer or a
 * report finds its way even when the desk is killed in between. `details.mail` is what goes by mail where that is not the message's own
 * words: several answers of a chat in one.
 */
export async function letterOf(
  db: Database,
  vault: Vault,
  leaving: { brandId: number; messageId: number },
  publicUrl: string,
): Promise<Letter | NoLetter> {
  return inBrands(db, [leaving.brandId], async (tx) => {
    const message = await readMessage(tx, leaving)
    const mailbox = await mailboxFor(tx, leaving.brandId, message.conversationId)
    if (!mailbox) return { missing: 'no_mailbox' }
    const to =
      message.to.length > 0 ? message.to : await addressOfCustomer(tx, leaving.brandId, message.customerId)
    if (to.length === 0) return { missing: 'no_recipient' }
    const { brandId, messageId } = leaving
    const thread = message.isForward ? [] : await threadOf(tx, brandId, message.conversationId, messageId)
    const domain = mailbox.address.slice(mailbox.address.lastIndexOf('@') + 1)
    const mailId = messageIdOf(vault, domain, brandId, messageId)
    await sql`update messages set mail_id = ${mailId}, from_address = coalesce(from_address, ${mailbox.address})
      where brand_id = ${brandId} and id = ${messageId}`.execute(tx)
    const { conversationId, customerId } = message
    const others = [...to, ...message.cc].map((one) => one.address.toLowerCase())
    await writeTogether(
      tx,
      rememberingMails([{ brandId, conversationId, customerId, mailIds: [mailId], others }]),
    )
    const mark = conversationMark(vault, brandId, message.conversationId)
    const own = mailbox.name || message.brandName
    const quote = await quotationOf(tx, { ...message, brandId, own })
    return {
      messageId: mailId,
      from: { name: own, address: mailbox.address },
      replyTo: mailbox.hasPlus
        ? conversationAddress(vault, mailbox.address, brandId, message.conversationId)
        : undefined,
      to,
      cc: message.cc,
      bcc: message.bcc,
      subject: subjectFor(message, thread.length > 0),
      ...withBelow(message, mark, quote, publicUrl),
      inReplyTo: (thread.findLast((one) => one.isIn) ?? thread.at(-1))?.mailId,
      references: thread.map((one) => one.mailId),
      attachments: message.attachments,
      envelopeFrom: mailbox.hasPlus
        ? bounceAddress(vault, mailbox.address, brandId, messageId)
        : mailbox.address,
      isAutomatic: message.staffId === null,
      charset: mailbox.charset,
      account: smtpAccountOf(vault, mailbox),
      dkim: dkimOf(vault, mailbox),
    }
  })
}

async function readMessage(tx: Tx, leaving: { brandId: number; messageId: number }): Promise<Row> {
  const { rows } = await sql<Row>`
    select m.conversation_id as "conversationId", c.customer_id as "customerId", m.staff_id as "staffId",
      coalesce(m.details->'mail'->>'text', m.text) as text,
      case when m.details ? 'mail' then m.details->'mail'->>'html' else m.html end as html,
      coalesce(brands.settings->'mailFooter'->>(case c.language when 'ja' then 'ja' else 'en' end), '') as footer,
      m.details ? 'forwardOf' as "isForward", (m.details->>'quotes')::bigint as quotes,
      case when coalesce(c.language, brands.locale) = 'ja' then 'ja' else 'en' end as language,
      coalesce(customers.time_zone, brands.time_zone) as "timeZone",
      coalesce(nullif(m.subject, ''), c.subject) as subject, brands.name as "brandName",
      brands.id as "brandId", case when brands.logo_type in ('image/png', 'image/jpeg') then brands.logo_hash end as logo,
      m.to_addresses as "to", m.cc_addresses as cc, m.bcc_addresses as bcc,
      coalesce((select jsonb_agg(jsonb_build_object('name', name, 'type', type, 'hash', file_hash,
          'contentId', content_id, 'isInline', is_inline) order by id)
        from attachments where brand_id = m.brand_id and (message_id = m.id
          or message_id in (select jsonb_array_elements_text(m.details->'mail'->'messageIds')::bigint))), '[]') as attachments
    from messages m
    join conversations c on (c.brand_id, c.id) = (m.brand_id, m.conversation_id)
    join customers on (customers.brand_id, customers.id) = (c.brand_id, c.customer_id)
    join brands on brands.id = m.brand_id
    where m.brand_id = ${leaving.brandId} and m.id = ${leaving.messageId}`.execute(tx)
  const row = rows[0]
  if (!row) throw new Error(`Message ${leaving.messageId} is not there`)
  return row
}

/** The conversation's own mailbox; a form or a chat is answered from the brand's first. */
export async function mailboxFor(
  tx: Tx,
  brandId: number,
  conversationId: number,
): Promise<MailboxRow | undefined> {
  const { rows } = await sql<MailboxRow>`
    select box.address, box.name, box.smtp, box.imap, box.dkim, box.secrets, box.has_plus_addresses as "hasPlus",
      box.outgoing_charset as charset
    from mailboxes box
    left join conversations c on c.brand_id = box.brand_id and c.id = ${conversationId} and c.mailbox_id = box.id
    where box.brand_id = ${brandId} and (box.disabled_at is null or c.id is not null)
    order by c.id is null, box.id limit 1`.execute(tx)
  return rows[0]
}

async function addressOfCustomer(tx: Tx, brandId: number, customerId: number): Promise<Address[]> {
  const { rows } = await sql<Address>`
    select customers.name, identities.shown as address
    from identities join customers on (customers.brand_id, customers.id) = (identities.brand_id, identities.customer_id)
    where identities.brand_id = ${brandId} and identities.customer_id = ${customerId} and identities.kind = 'email'
    order by identities.undeliverable_since is not null, identities.verified_at is null, identities.id limit 1`.execute(
    tx,
  )
  return rows
}

/** The conversation's last mails, oldest first, for the References header (RFC 5322 §3.6.4). */
async function threadOf(
  tx: Tx,
  brandId: number,
  conversationId: number,
  before: number,
): Promise<{ mailId: string; isIn: boolean }[]> {
  const { rows } = await sql<{ mailId: string; isIn: boolean }>`
    select mail_id as "mailId", direction = 'in' as "isIn" from messages
    where brand_id = ${brandId} and conversation_id = ${conversationId} and id < ${before}
      and mail_id is not null and kind = 'message' and not details ? 'forwardOf'
    order by id desc limit 20`.execute(tx)
  return rows.reverse()
}

/** Below what was written: the brand's footer and logo, the mark that brings an answer back, and what is answered. */
function withBelow(
  message: Row,
  mark: string,
  quote: { text: string; html: string } | undefined,
  publicUrl: string,
): { text: string; html: string | null } {
  const small = (words: string) => `<p style="color:#888888;font-size:12px">${words}</p>`
  const { text, html } = message
  const words = message.footer.trim()
  return {
    text: `${[text.trimEnd(), words, mark, quote?.text].filter(Boolean).join('\n\n')}\n`,
    html:
      html === null
        ? null
        : `${html}${words && small(textToHtml(words))}${logoOf(message, publicUrl)}${small(mark)}${quote?.html ?? ''}`,
  }
}

/**
 * From its public address and not in the mail itself, where every answer would bring it back as a file. Only over HTTPS: mail programs fetch nothing
 * else, and a desk that is tried out at home is reached by nobody.
 */
function logoOf({ brandId, brandName, logo }: Row, publicUrl: string): string {
  const address = addressOfLogo(brandId, logo)
  if (address === null || !publicUrl.startsWith('https://')) return ''
  return `<p><img src="${publicUrl}${address}" alt="${textToHtml(brandName)}" height="32" style="height:32px;width:auto;border:0"></p>`
}

function subjectFor(message: Row, isAnswer: boolean): string {
  if (message.subject === '') return message.brandName
  return isAnswer && !/^\s*re\s*:/i.test(message.subject) ? `Re: ${message.subject}` : message.subject
}
