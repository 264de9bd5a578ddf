import { htmlToLines } from '../html/html-to-plain.ts'
import { visibleLines, visibleText, type Visible } from './visible-text.ts'

export type { Folded } from './visible-text.ts'

/** The visible text of a mail: from its plain text, or from HTML where only that is there or only that marks the quote. */
export function visibleOfMail(mail: {
  text: string
  html: string | null
  isFromHtml: boolean
  subject: string
}): Visible {
  const isForward = /^\s*(?:fwd?|転送|tr|wg|rv|enc|vb|vs|vl|i)\s*[:：]/i.test(mail.subject)
  if (mail.html !== null && mail.isFromHtml) return visibleLines(htmlToLines(mail.html), isForward)
  const fromText = visibleText(mail.text, isForward)
  if (mail.html === null || fromText.folded.some(({ kind }) => kind === 'quote')) return fromText
  return marksQuote.test(mail.html) ? visibleLines(htmlToLines(mail.html), isForward) : fromText
}

const marksQuote =
  /class=["'][^"']*(gmail_quote|yahoo_quoted|moz-cite-prefix)|id=["'](divRplyFwdMsg|appendonsend|OLK_SRC_BODY_SECTION)|<blockquote[^>]+(type=["']?cite|gmail_quote)/i
