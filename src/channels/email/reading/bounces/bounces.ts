import { bounceCode, type BounceCode } from './bounce-reasons.ts'
import { readHeaderFields, firstField } from '../mime/header-fields.ts'
import { fromDeliveryStatus, type FailedDelivery } from './delivery-status.ts'
import { fromWords } from './bounce-words.ts'
import type { MailOutline } from '../kind.ts'

export type { BounceCode } from './bounce-reasons.ts'

/** What came back and why. `permanent`: the same mail to the same address will not arrive by trying again. */
export type Bounce = {
  address: string | null
  /** The remote's own words. */
  reason: string
  code: BounceCode
  permanent: boolean
  /** RFC 3463, such as 5.1.1. */
  status: string | null
  originalMessageId: string | null
}

const daemons =
  /^(?:mailer-?daemon|postmaster|mail-?daemon|maildaemon|majordomo-owner|mdaemon|mail\.?delivery\.?(?:system|subsystem)|bounces?|microsoftexchange\w*|mmdf|uucp|nobody-daemon|mail-delivery|postoffice|system ?administrator)(?:@|$|[-+.])/i
const subjects =
  /undeliver|delivery (?:status|fail|problem|notification|report|error|has failed|incomplete|delayed|unsuccessful)|(?:mail|message) (?:could not be |cannot be |not )?deliver|mail (?:delivery|system) (?:error|fail|problem|warning)|returned (?:mail|message|to sender)|return(?:ed|ing) (?:mail|message|to sender|e-?mail)|failure (?:notice|notification|delivery)|failed (?:mail|delivery|to deliver)|non[- ]?deliver|nondeliverable|could not (?:send|deliver)|rejected (?:mail|message)|bounce|user unknown|warning: (?:could not|message)|unzustellbar|zustellung fehlgeschlagen|nicht zugestellt|non remis|échec de (?:la )?remise|no se (?:pudo|ha podido) entregar|mancata consegna|onbestelbaar|niedostarcz|nie dostarcz|не доставлено|недоставленное|(?:配信|配送|送信|送達)(?:不能|不可|エラー|失敗|できません|に失敗|遅延)|(?:届き|届け|配信され|送信でき|配送でき)ません|エラーメール|リターンメール|宛先不明|退信|投递失败|无法投递/i
const apologies =
  /(?:could not|couldn.t|cannot|can.t|unable to|was not|wasn.t|were not|not) (?:be )?(?:deliver|sent|send|reach)|did not reach|delivery (?:to the following|has failed|failed|attempt)|failed (?:permanently|to deliver|delivery|recipient|address)|permanent (?:fatal )?errors?|undeliverable|unknown (?:user|address)|delivery (?:is |has been )?delayed|not yet been delivered|returned to (?:you|sender)|returning message|送信できません|送信されません|配信(?:でき|され)ません|配送(?:でき|され)ません|届けられません|届きません|エラーのため|あて先(?:が|の)|nie (?:mogła|mógł|została?) (?:by.|dostarcz)/i

/** Reads a mail as a delivery report; null when it is none. */
export function readBounce(mail: MailOutline): Bounce | null {
  const status = mail.reports.find(({ type }) => type.endsWith('delivery-status'))
  const failed = status ? fromDeliveryStatus(status.content) : null
  if (status && !failed && !isSentByDaemon(mail)) return null
  if (failed && failed.action && !/^(failed|delayed)$/.test(failed.action)) return null
  if (!failed && !isReport(mail)) return null
  const original = originalOf(mail)
  const said = fromWords(mail.text, ownAddresses(mail), original.to, (mail.from?.address ?? '').split('@')[1])
  const address =
    failed?.address ?? firstRecipient(mail.headers.get('x-failed-recipients')) ?? said.address ?? original.to
  const best = tellingReason(betterReason(failed, said.reason), failed ? '' : mail.text)
  return describe(address, best, failed, mail, original.messageId)
}

function describe(
  address: string | null,
  reason: string,
  failed: FailedDelivery | null,
  mail: MailOutline,
  originalMessageId: string | null,
): Bounce {
  const isDelayed = failed ? failed.action === 'delayed' : isWarning(mail)
  const status = failed?.status ?? statusIn(reason)
  const code = bounceCode(reason || mail.subject, status, isDelayed)
  return {
    address: address ? address.toLowerCase() : null,
    reason: reason || mail.subject,
    code,
    permanent: isPermanent(code, status, reason, mail.text),
    status,
    originalMessageId,
  }
}

/** RFC 3463 §3.3: a full mailbox is a persistent transient failure, whatever class the server gave it. */
function isPermanent(code: BounceCode, status: string | null, reason: string, text: string): boolean {
  if (code === 'delayed' || code === 'mailbox_full') return false
  if (status && !status.endsWith('.0.0')) return status.startsWith('5')
  const smtp = /\b([45])\d\d\b/.exec(reason)?.[1] ?? status?.[0]
  if (smtp) return smtp === '5'
  return !/temporar(?:y|ily)|try again later|will retry/i.test(reason || text.slice(0, 2000))
}

/** A report's general "5.0.0" and a gateway's "550" say less than the remote server's sentence in the text. */
function betterReason(failed: FailedDelivery | null, said: string): string {
  const diagnostic = failed?.diagnostic ?? ''
  if (!diagnostic) return said || failed?.status || ''
  return /[a-z]{4}/i.test(diagnostic.replace(/^(?:smtp|x-\w+)\b/i, '')) || !said ? diagnostic : said
}

/** Carriers give the reason in a sentence of its own, above the address. */
function tellingReason(reason: string, text: string): string {
  if (!text || bounceCode(reason, statusIn(reason), false) !== 'other') return reason
  const lines = text.slice(0, 4000).split('\n', 60)
  const telling = lines.find(
    (line) => !/^(?:other|delayed)$/.test(bounceCode(line.slice(0, 400), null, false)),
  )
  return telling?.trim().slice(0, 400) ?? reason
}

function isReport(mail: MailOutline): boolean {
  if (mail.headers.has('x-failed-recipients')) return true
  const isNamed = subjects.test(mail.subject)
  const apologises = () => apologies.test(mail.text.slice(0, 6000))
  if (isSentByDaemon(mail)) return isNamed || apologises() || namesFailure(mail.text)
  const isEmptySender = (mail.headers.get('return-path') ?? []).some((path) => /^\s*<>\s*$/.test(path))
  const isMachine =
    isEmptySender ||
    mail.headers.has('auto-submitted') ||
    mail.headers.has('x-ms-embedded-report') ||
    mail.type === 'multipart/report'
  if (isNamed && isMachine) return apologises()
  return (isNamed || isEmptySender) && apologises() && looksLikeTranscript(mail.text)
}

function namesFailure(text: string): boolean {
  return /^(?:mailbox_unknown|mailbox_full|host_unknown)$/.test(bounceCode(text.slice(0, 2000), null, false))
}

/** Marks which only a mail server's report has; a customer who complains "your mail could not be delivered" has none. */
function looksLikeTranscript(whole: string): boolean {
  const text = whole.slice(0, 10_000)
  return /\b[45]\d\d[ -][45]\.\d{1,3}\.\d{1,3}\b|^\s*(?:<<<|>>>) |RCPT TO|transcript of|qmail-send|remote (?:host|server|mail server) (?:said|responded)|permanent fatal errors|below this line is a copy|copy of (?:the|your) (?:original )?message|original message headers/im.test(
    text,
  )
}

function isSentByDaemon({ from, headers }: MailOutline): boolean {
  // Some servers write the empty envelope sender into From as well.
  if (/^\s*<>\s*$/.test(headers.get('from')?.[0] ?? '')) return true
  return (
    daemons.test(from?.address ?? '') ||
    /mail (?:delivery|administrator)|delivery (?:sub)?system|mailer[- ]daemon|system administrator|postmaster/i.test(
      from?.name ?? '',
    )
  )
}

function isWarning(mail: MailOutline): boolean {
  const head = `${mail.subject}\n${mail.text.slice(0, 1500)}`
  return /\bwarning\b.{0,40}(?:could not|delay|still)|delivery (?:is |has been |status notification \()?delay|not yet been delivered|this is a warning message only|遅延(?:しています|のお知らせ)|do not need to resend/i.test(
    head,
  )
}

function originalOf(mail: MailOutline): { messageId: string | null; to: string | null } {
  const part = mail.reports.find(
    ({ type }) => /rfc822|global(?:-headers)?$/.test(type) && type !== 'message/global-delivery-status',
  )
  const fields = readHeaderFields(
    part ? (part.content.split(/\r?\n\r?\n/, 1)[0] ?? '') : quotedHeader(mail.text),
  )
  const ids = /<[^<>\s]+>/.exec(firstField(fields, 'message-id') ?? '')
  const to = addressIn(firstField(fields, 'to') ?? '')
  return {
    messageId: ids?.[0] ?? /<[^<>\s]+>/.exec(mail.headers.get('in-reply-to')?.[0] ?? '')?.[0] ?? null,
    to,
  }
}

/** The returned message's header within the text, where a server pastes it instead of attaching it. */
function quotedHeader(whole: string): string {
  const text = whole.slice(0, 60_000)
  const at = text.search(/^[> \t]*(?:return-path|received|message-id|from|date|subject): /im)
  const id = text.search(/^[> \t]*message-id: *</im)
  const start = id >= 0 ? Math.min(at, id) : at
  return start < 0 ? '' : text.slice(start, start + 8000).replace(/^(?:> ?|[ \t]+(?=[\w-]+: ))/gm, '')
}

function ownAddresses(mail: MailOutline): Set<string> {
  const own = new Set<string>()
  for (const name of ['to', 'delivered-to', 'x-original-to', 'from', 'sender', 'reply-to']) {
    for (const value of mail.headers.get(name) ?? [])
      for (const found of value.match(/[^\s<>"(),;:]+@[^\s<>"(),;:]+/g) ?? []) own.add(found.toLowerCase())
  }
  return own
}

function firstRecipient(values: string[] | undefined): string | null {
  return addressIn(values?.[0] ?? '')
}

function addressIn(text: string): string | null {
  return /[^\s<>"(),;:]+@[^\s<>"(),;:]+/.exec(text)?.[0] ?? null
}

function statusIn(reason: string): string | null {
  return /(?:^|[^\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(reason)?.[1] ?? null
}
