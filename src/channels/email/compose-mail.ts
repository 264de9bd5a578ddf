import { randomBytes } from 'node:crypto'
import { Transform } from 'node:stream'
import type { Attachment as NodemailerAttachment, SendMailOptions } from 'nodemailer'
import type { Files } from '#platform/files.ts'
import { encodeIso2022Jp, encodeIso2022JpHeader } from './reading/charsets/encode-iso-2022-jp.ts'

export type Address = { name: string; address: string }

/** A message and all that decides what its mail looks like. */
export type Composed = {
  messageId: string
  from: Address
  replyTo: string | undefined
  to: Address[]
  cc: Address[]
  bcc: Address[]
  subject: string
  text: string
  html: string | null
  inReplyTo: string | undefined
  references: string[]
  attachments: { name: string; type: string; hash: string; contentId: string | null; isInline: boolean }[]
  /** Where reports of failure go. */
  envelopeFrom: string
  isAutomatic: boolean
  charset: 'utf-8' | 'iso-2022-jp'
}

/**
 * The mail as the sending library wants it. Texts go through the library's own header encoding, so a line break in a name or subject
 * cannot begin another header; files are streamed from disk.
 */
export async function composeMail(mail: Composed, files: Files): Promise<SendMailOptions> {
  const options: SendMailOptions = {
    messageId: mail.messageId,
    from: clean(mail.from),
    ...(mail.replyTo ? { replyTo: { name: oneLine(mail.from.name), address: mail.replyTo } } : {}),
    to: mail.to.map(clean),
    cc: mail.cc.map(clean),
    bcc: mail.bcc.map(clean),
    subject: oneLine(mail.subject),
    ...(mail.inReplyTo ? { inReplyTo: mail.inReplyTo } : {}),
    references: mail.references,
    text: mail.text,
    ...(mail.html === null ? {} : { html: mail.html }),
    attachments: mail.attachments.map((one) => fileOf(one, files)),
    envelope: {
      from: mail.envelopeFrom,
      to: [...mail.to, ...mail.cc, ...mail.bcc].map((one) => one.address),
    },
    headers: mail.isAutomatic ? automatic(mail) : {},
    disableUrlAccess: true,
  }
  return (mail.charset === 'iso-2022-jp' && (await inJis(mail, options))) || options
}

/** So that no machine answers a machine (RFC 3834 §5); Exchange heeds only its own word for it. */
const automatic = ({ inReplyTo }: Composed) => ({
  'Auto-Submitted': inReplyTo ? 'auto-replied' : 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
})

function fileOf(one: Composed['attachments'][number], files: Files): NodemailerAttachment {
  return {
    filename: one.name,
    contentType: one.type,
    path: files.path(one.hash),
    ...(one.contentId ? { cid: one.contentId } : {}),
    contentDisposition: one.isInline ? 'inline' : 'attachment',
  }
}

const oneLine = (text: string) => text.replaceAll(/[\r\n\0\u2028\u2029]+/g, ' ').trim()
const clean = (one: Address) => ({ name: oneLine(one.name), address: oneLine(one.address) })

/**
 * For correspondents whose programs know only ISO-2022-JP. Undefined when a character has no place in it: then the whole mail is UTF-8,
 * since a name must not be misspelt. The library writes UTF-8 only, so it is given stand-ins for what the header says in Japanese, which
 * are replaced while the header goes by.
 */
async function inJis(mail: Composed, options: SendMailOptions): Promise<SendMailOptions | undefined> {
  const unmapped: string[] = []
  const standIns = new Map<string, string>()
  const header = (text: string) => {
    const encoded = encodeIso2022JpHeader(oneLine(text))
    unmapped.push(...encoded.unmapped)
    if (encoded.value === oneLine(text)) return encoded.value
    const standIn = `jis${standIns.size}x${randomBytes(6).toString('hex')}`
    standIns.set(standIn, encoded.value)
    return standIn
  }
  const body = (text: string, type: string) => {
    const encoded = encodeIso2022Jp(text.replaceAll(/\r?\n/g, '\r\n'))
    unmapped.push(...encoded.unmapped)
    return {
      contentType: `${type}; charset=iso-2022-jp`,
      content: encoded.bytes,
      contentTransferEncoding: '7bit' as const,
    }
  }
  const person = (one: Address) => ({ name: header(one.name), address: oneLine(one.address) })
  const { text: _text, html: _html, ...rest } = options
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const composer = new MailComposer({
    ...rest,
    from: person(mail.from),
    to: mail.to.map(person),
    cc: mail.cc.map(person),
    ...(mail.replyTo ? { replyTo: { name: header(mail.from.name), address: mail.replyTo } } : {}),
    subject: header(mail.subject),
    alternatives: [
      body(mail.text, 'text/plain'),
      ...(mail.html === null ? [] : [body(mail.html, 'text/html')]),
    ],
  })
  if (unmapped.length > 0) return undefined
  const raw = composer.compile().createReadStream().pipe(replacing(standIns))
  return { raw, envelope: options.envelope, messageId: mail.messageId } as SendMailOptions
}

/** Replaces stand-ins in the header, which the library writes as one piece. */
function replacing(standIns: Map<string, string>): Transform {
  let isHeader = true
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (!isHeader) return done(null, chunk)
      isHeader = false
      const end = chunk.indexOf('\r\n\r\n')
      let header = chunk.subarray(0, end < 0 ? chunk.length : end).toString('latin1')
      for (const [standIn, value] of standIns) header = header.replaceAll(standIn, () => value)
      done(
        null,
        Buffer.concat([Buffer.from(header, 'latin1'), end < 0 ? Buffer.alloc(0) : chunk.subarray(end)]),
      )
    },
  })
}
