import { z } from 'zod'
import { byId, endpoint, id, nothing, pageOf, paging, time } from '#platform/endpoint.ts'

const tag = 'Mailboxes'

const host = z.string().trim().min(1).max(253)
const port = z.number().int().min(1).max(65_535)
/** 'tls' from the first byte, 'starttls' demanded, 'none' for servers on the same machine. */
const security = z.enum(['tls', 'starttls', 'none'])

export const imapAccount = z.object({
  host,
  port: port.default(993),
  security: security.default('tls'),
  user: z.string().min(1).max(320),
  folder: z.string().min(1).max(500).default('INBOX'),
})

export const smtpAccount = z.object({
  host,
  port: port.default(587),
  security: security.default('starttls'),
  /** Empty: the server asks for no account. */
  user: z.string().max(320).default(''),
})

export const dkim = z.object({
  domain: z.string().min(1).max(253),
  selector: z.string().regex(/^[a-z0-9._-]{1,100}$/i),
})

/** For providers without passwords (Google, Microsoft 365): a refresh token, exchanged for short-lived ones. */
const oauth = z.object({
  tokenUrl: z.url(),
  clientId: z.string().max(500),
  clientSecret: z.string().max(2_000).default(''),
  refreshToken: z.string().max(10_000),
})

/** Goes in and never comes out. What is left out stays as it is; a null is forgotten. */
export const secrets = z
  .object({
    imapPassword: z.string().max(2_000).nullable(),
    imapAccessToken: z.string().max(10_000).nullable(),
    imapOauth: oauth.nullable(),
    smtpPassword: z.string().max(2_000).nullable(),
    smtpAccessToken: z.string().max(10_000).nullable(),
    smtpOauth: oauth.nullable(),
    /** PEM. */
    dkimPrivateKey: z.string().max(20_000).nullable(),
  })
  .partial()
export type Secrets = z.infer<typeof secrets>
export type ImapAccount = z.infer<typeof imapAccount>
export type SmtpAccount = z.infer<typeof smtpAccount>

const mailboxSettings = z.object({
  name: z.string().max(200),
  receivesBy: z.enum(['smtp', 'imap']),
  imap: imapAccount.nullable(),
  smtp: smtpAccount.nullable(),
  dkim: dkim.nullable(),
  /** What happens on the IMAP server once a mail is in: marked as seen, moved, or left as it is. */
  afterIntake: z.enum(['seen', 'move', 'leave']),
  moveTo: z.string().max(500).nullable(),
  outgoingCharset: z.enum(['utf-8', 'iso-2022-jp']),
  undoSeconds: z.number().int().min(0).max(30),
  /** support+anything@ reaches support@ as well. */
  hasPlusAddresses: z.boolean(),
})

export const mailbox = mailboxSettings.extend({
  id,
  brandId: id,
  address: z.string(),
  /** Which secrets are kept. */
  secretsKept: z.array(z.string()),
  lastCheckedAt: time.nullable(),
  /** What is wrong at the moment, in words; null when all is well. */
  trouble: z.string().nullable(),
  troubleSince: time.nullable(),
  isDisabled: z.boolean(),
  createdAt: time,
})
export type Mailbox = z.infer<typeof mailbox>

export const listMailboxes = endpoint({
  method: 'GET',
  path: '/api/mailboxes',
  summary: {
    en: 'Mailboxes of your brands, with what troubles them',
    ja: '自分のブランドのメールボックスの一覧。起きている問題を含む',
  },
  tag,
  query: z.object({ brandId: id.optional() }),
  reply: pageOf(mailbox),
})

export const createMailbox = endpoint({
  method: 'POST',
  path: '/api/mailboxes',
  summary: {
    en: 'Add a mailbox: received by our own SMTP server, or fetched by IMAP',
    ja: 'メールボックスを追加する。内蔵SMTPサーバーで受信するか、IMAPで取得する',
  },
  tag,
  role: 'admin',
  body: mailboxSettings.partial().extend({
    brandId: id,
    address: z.email().max(254).toLowerCase(),
    receivesBy: z.enum(['smtp', 'imap']).default('smtp'),
    secrets: secrets.default({}),
  }),
  reply: mailbox,
})

export const changeMailbox = endpoint({
  method: 'PATCH',
  path: '/api/mailboxes/{id}',
  summary: {
    en: 'Change a mailbox, or switch it off and on',
    ja: 'メールボックスを変更する、または停止・再開する',
  },
  tag,
  role: 'admin',
  params: byId,
  body: mailboxSettings.partial().extend({ secrets: secrets.optional(), isDisabled: z.boolean().optional() }),
  reply: mailbox,
})

export const testMailbox = endpoint({
  method: 'POST',
  path: '/api/mailboxes/{id}/test',
  summary: {
    en: 'Try to sign in to the mailbox’s servers',
    ja: 'メールボックスのサーバーにログインできるか試す',
  },
  tag,
  role: 'admin',
  params: byId,
  reply: z.object({
    /** Null: not used by this mailbox. */
    incoming: z.object({ isFine: z.boolean(), words: z.string() }).nullable(),
    outgoing: z.object({ isFine: z.boolean(), words: z.string() }).nullable(),
  }),
})

export const quarantinedMail = z.object({
  id,
  brandId: id,
  mailboxId: id.nullable(),
  size: z.number().int(),
  from: z.string().nullable(),
  to: z.array(z.string()),
  error: z.string(),
  sourceUrl: z.string(),
  createdAt: time,
})

export const listQuarantine = endpoint({
  method: 'GET',
  path: '/api/quarantine',
  summary: {
    en: 'Mails that could not be read, newest first',
    ja: '読み取れなかったメールの一覧（新しい順）',
  },
  tag,
  role: 'supervisor',
  query: paging,
  reply: pageOf(quarantinedMail),
})

export const downloadQuarantined = endpoint({
  method: 'GET',
  path: '/api/quarantine/{id}/source',
  summary: {
    en: 'The mail as it came (message/rfc822, as a download)',
    ja: '受信したままのメール原文（message/rfc822のダウンロード）',
  },
  tag,
  role: 'supervisor',
  params: byId,
  reply: z.unknown(),
})

export const takeInQuarantined = endpoint({
  method: 'POST',
  path: '/api/quarantine/{id}/take-in',
  summary: { en: 'Try once more to take the mail in', ja: 'もう一度取り込みを試す' },
  tag,
  role: 'supervisor',
  params: byId,
  reply: z.object({ conversationId: id }),
})

export const discardQuarantined = endpoint({
  method: 'POST',
  path: '/api/quarantine/{id}/discard',
  summary: {
    en: 'Settle a quarantined mail without taking it in; its source is kept',
    ja: '隔離されたメールを取り込まずに処理済みにする。原文は残る',
  },
  tag,
  role: 'supervisor',
  params: byId,
  reply: nothing,
})
