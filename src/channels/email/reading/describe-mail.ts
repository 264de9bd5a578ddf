import type { AttachmentFacts, ReadMail } from './read-mail.ts'

/** A mail as one JSON object of plain values: what `mail parse` prints. */
export function describeMail(mail: ReadMail<AttachmentFacts>) {
  return {
    subject: mail.subject,
    from: mail.from,
    to: mail.to,
    text: mail.text,
    html: mail.html,
    visibleText: mail.visibleText,
    attachments: mail.attachments.map(({ name, type, size }) => ({ name, type, size })),
    charsetDecisions: mail.charsetDecisions,
    kind: mail.kind,
    bounce: mail.bounce && {
      address: mail.bounce.address,
      reason: mail.bounce.reason,
      code: mail.bounce.code,
      permanent: mail.bounce.permanent,
      status: mail.bounce.status,
      originalMessageId: mail.bounce.originalMessageId,
    },
  }
}
