import { type SafeHtml, safeHtml } from './reading/html/safe-html.ts'
import type { AttachmentFacts, ReadMail } from './reading/read-mail.ts'

/** A mail's HTML as it is kept, with the pictures it carries at their addresses here. */
export function cleanHtml(mail: Pick<ReadMail<AttachmentFacts>, 'html' | 'attachments'>): SafeHtml | null {
  if (mail.html === null) return null
  const shown = new Set(mail.attachments.map((one) => one.contentId))
  // Relative to where a message's HTML is served: /api/messages/{id}/html and /api/messages/{id}/inline/….
  const inlineImage = (id: string) => (shown.has(id) ? `inline/${encodeURIComponent(id)}` : null)
  return safeHtml(mail.html, { inlineImage })
}
