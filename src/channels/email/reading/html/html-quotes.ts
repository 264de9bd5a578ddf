/** What a mail program says about a stretch of HTML: it is quoted, it is a signature, or everything from here on is quoted. */
export type Mark = 'quote' | 'signature'

const quotedNames =
  /(^|\s)(gmail_quote|gmail_extra_quote|yahoo_quoted|moz-cite-prefix|zmail_extra|tutanota_quote|protonmail_quote|OutlookMessageHeader|mail-quote|ydp\w*yahoo_quoted|wps_quotion|ntes-quote|x_gmail_quote)(\s|$)/
const quotedIds =
  /^(divRplyFwdMsg|appendonsend|x_divRplyFwdMsg|x_appendonsend|OLK_SRC_BODY_SECTION|reply-intro|replySplit|isReplyContent|mail-editor-reference-message-container|ms-outlook-mobile-body-separator-line|origbody|qq_mail_quote|lineBreakAtBeginningOfMessage_quote)$/
const signatureNames =
  /(^|\s)(gmail_signature|moz-signature|protonmail_signature_block|AppleMailSignature|ydp\w*signature|x_gmail_signature)(\s|$)/
const signatureIds =
  /^(Signature|x_Signature|ms-outlook-mobile-signature|AppleMailSignature|signature|ymail_android_signature|ymail_ios_signature)$/

/** The mark which an element's class or id carries, after the programs that write it. */
export function quoteMark(name: string, attributes: Record<string, string>): Mark | null {
  const { class: className, id } = attributes
  if (id && quotedIds.test(id)) return 'quote'
  if (className && quotedNames.test(className)) return 'quote'
  if (id && signatureIds.test(id)) return 'signature'
  if (className && signatureNames.test(className)) return 'signature'
  return name === 'span' && id === 'OLK_SRC_BODY_SECTION' ? 'quote' : null
}

/**
 * What a blockquote is: quoted, indented (the indent button of Gmail, Outlook and Apple Mail writes one: the sender's own
 * words), or either, when it says nothing about itself.
 */
export function blockquoteKind({
  style = '',
  class: className = '',
  type,
  cite,
}: Record<string, string>): 'quote' | 'own' | 'either' {
  if (type === 'cite' || cite !== undefined || /quote|cite/i.test(className)) return 'quote'
  if (/border(-left)?\s*:\s*none/i.test(style) || /webkit-indent|^indent/i.test(className)) return 'own'
  if (/border/i.test(style)) return 'quote'
  return /margin/i.test(style) ? 'own' : 'either'
}
