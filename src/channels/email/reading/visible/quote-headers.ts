/** What announces a quotation, and over how many lines it runs. A forward announces what the sender wants read. */
export type QuoteHeader = { kind: 'attribution' | 'block' | 'separator' | 'forward'; length: number }

/** Finds a quote header that begins at line `at` of lines made by `bareLines`. */
export function quoteHeaderAt(lines: readonly string[], at: number): QuoteHeader | null {
  const line = lines[at] ?? ''
  if (!line || line.length > longestLine) return null
  if (isForwardMark(line)) return { kind: 'forward', length: 1 }
  if (isSeparator(line)) return { kind: 'separator', length: 1 }
  const block = headerBlockLength(lines, at)
  if (block) return { kind: 'block', length: block }
  const attribution = attributionLength(lines, at)
  return attribution ? { kind: 'attribution', length: attribution } : null
}

/** No program writes a header line longer than this; the patterns are not for a stranger's megabyte. */
const longestLine = 1000

const dashes = '[-=_*—–━─]'
const forwardWords =
  'forwarded (?:message|by|e?-?mail)|begin forwarded message|転送(?:された|元)?の?(?:メッセージ|メール)|ここから転送(?:された)?メール|message (?:transféré|transmis)|weitergeleitete (?:nachricht|e-?mail)|mensaje reenviado|messaggio (?:inoltrato|originale inoltrato)|mensagem (?:encaminhada|reencaminhada)|doorgestuurd bericht|vidarebefordrat meddelande|videresendt (?:melding|besked)|пересылаемое сообщение|пересылаемое письмо|转发的?(?:邮件|消息|信息)|轉寄的?郵件|전달된 메일'
const forwardMark = new RegExp(
  `^${dashes}{2,}\\s*(?:${forwardWords})[^\\n]{0,60}?${dashes}{2,}$|^(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|début du message (?:transféré|réexpédié)|inicio del mensaje reenviado|inizio messaggio inoltrato|転送されたメッセージ|以下、?転送(?:メール|メッセージ)?)\\s*[:：]$`,
  'i',
)

function isForwardMark(line: string): boolean {
  return line.length < 120 && (endsWithColon(line) || startsDashed(line)) && forwardMark.test(line)
}

// Most lines are somebody's words: a look at one character spares them the long patterns.
const endsWithColon = (line: string) => line.endsWith(':') || line.endsWith('：')
const startsDashed = (line: string) => '-=_*—–━─'.includes(line.charAt(0))
const hasColon = (line: string) => line.includes(':') || line.includes('：')

const originalWords =
  'original (?:message|appointment|e-?mail)|original nachricht|ursprüngliche (?:nachricht|e-?mail)|originalnachricht|message d.origine|message original|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht|ursprungligt meddelande|originalmeddelande|original melding|oprindelig (?:meddelelse|besked|mail)|alkuperäinen viesti|исходное сообщение|пересылаемое сообщение|oryginalna wiadomość|wiadomość oryginalna|původní zpráva|tin nhắn gốc|mesaj original|orijinal mesaj|元の(?:メッセージ|メール)|返信元(?:の)?(?:メッセージ|メール)|元メール|受信(?:した)?メール|引用元?(?:メッセージ|メール)?|オリジナル ?メッセージ|原始(?:邮件|郵件)|原邮件|회신한 메일|원본 메일|원본 메시지|reply message|antwort(?:[- ]nachricht)?'
const separator = new RegExp(
  `^${dashes}{2,}\\s*(?:${originalWords})\\s*${dashes}{2,}$|^[▽▼◆■][\\s　]*元(?:の)?(?:メッセージ|メール)[\\s　]*[▽▼◆■]?$|^元のメッセージ\\s*[:：]?$`,
  'i',
)
const replyAbove =
  /reply above this line|write above this line|type your (?:reply|response) above|この(?:行|線)より上(?:に|で)(?:ご)?(?:返信|記入|入力)|répondre au-dessus de cette ligne|antwort(?:en)? (?:bitte )?(?:oberhalb|über) dieser (?:zeile|linie)/i

function isSeparator(line: string): boolean {
  return (
    line.length < 160 &&
    (((startsDashed(line) || '▽▼◆■元'.includes(line.charAt(0))) && separator.test(line)) ||
      (line.length < 110 && replyAbove.test(line)))
  )
}

const fieldNames = {
  from: 'from|von|de|da|van|från|fra|od|от|kimden|lähettäjä|από|expéditeur|remitente|mittente|desde|afsender|feladó|từ|差出人|送信者|送信元|発信者|发件人|寄件者|寄件人|보낸 ?사람|보낸이',
  date: 'sent|date|message du|sent on|received|gesendet|datum|envoyé(?: le)?|enviado(?: el)?|enviada(?: em)?|fecha|inviato(?: il)?|data|verzonden|skickat|sendt|dato|wysłano|отправлено|дата|lähetetty|päivämäärä|päiväys|ημερομηνία|tarih|ngày|gửi|dátum|送信日時|送信日|受信日時|日時|日付|发送时间|發送時間|日期|时间|날짜|보낸 ?날짜|보낸 ?시간|odesláno|trimis',
  to: 'to|an|à|a|para|per|aan|till|til|do|кому|vastaanottaja|kime|προς|đến|destinataire|destinatario|宛先|宛て先|送信先|受信者|收件人|收件者|받는 ?사람|받는이|komu|către|címzett',
  subject:
    'subject|betreff|objet|sujet|asunto|oggetto|assunto|onderwerp|ämne|emne|temat|тема|aihe|konu|θέμα|chủ đề|tiêu đề|tárgy|件名|題名|主题|主旨|标题|제목|předmět|subiect',
  other:
    'cc|bcc|copie(?: à)?|kopie|kopia|kopi|cópia|reply-to|répondre à|organization|importance|priority|attachments?|newsgroups|返信先|重要度|添付ファイル|抄送|副本|참조|копия|message-id|x-mailer',
}
const field = new RegExp(
  `^[>\\s　]*\\*{0,2}(?:(${fieldNames.from})|(${fieldNames.date})|(${fieldNames.to})|(${fieldNames.subject})|(${fieldNames.other}))\\s*\\*{0,2}\\s*[:：]\\s*\\*{0,2}(.*)$`,
  'i',
)

/** The lines of a block such as Outlook's "From: Sent: To: Subject:", in whatever language; 0 when there is none. */
function headerBlockLength(lines: readonly string[], at: number): number {
  if (!isField(lines[at] ?? '')) return 0
  const seen = new Set<string>()
  let fromText = ''
  let hasMoment = false
  let length = 0
  let strays = 0
  for (let index = at; index < lines.length && index < at + 16; index += 1) {
    const line = lines[index] ?? ''
    const match = hasColon(line) ? field.exec(line) : null
    if (!match) {
      // A long list of recipients or a subject goes on; a blank line stands between fields in text made from HTML.
      if (!line ? !nextIsField(lines, index) : (strays += 1) > 3 || !nextIsField(lines, index)) break
      continue
    }
    strays = 0
    const kind =
      ['from', 'date', 'to', 'subject', 'other'][match.slice(1, 6).findIndex((name) => name !== undefined)] ??
      'other'
    if (kind !== 'other' && seen.has(kind)) break
    seen.add(kind)
    if (kind === 'from') fromText = match[6] ?? ''
    if (kind === 'date') hasMoment = /\d{1,2}\s?[:.時h]\s?\d{2}/.test(match[6] ?? '')
    length = index - at + 1
  }
  if (!seen.has('from')) return 0
  const others = ['date', 'to', 'subject'].filter((name) => seen.has(name)).length
  const hasAddress = /[^\s@]+@[^\s@]+|mailto:/.test(fromText)
  // A customer's own list ("From: Tokyo, To: Osaka") has neither a subject, nor an address, nor the minute.
  if (others >= 2 && (seen.has('subject') || hasAddress || hasMoment)) return length
  return others >= 1 && hasAddress ? length : 0
}

function nextIsField(lines: readonly string[], index: number): boolean {
  return lines.slice(index + 1, index + 4).some(isField)
}

function isField(line: string): boolean {
  return hasColon(line) && field.test(line)
}

const verbs =
  'wrote|writes|schrieb|schreibt|a écrit|écrit|escribió|ha escrito|scrive|ha scritto|escreveu|skrev|skriver|kirjoitti|napisał(?:a|\\(a\\))?|pisze|написал(?:а|\\(а\\))?|пишет|писал(?:а)?|schreef|geschreven|yazdı|şunları yazdı|đã viết|viết|írta|napsal(?:a|\\(a\\))?|a scris|έγραψε|写道|寫道|님이 작성(?:했습니다)?|작성|さん(?:は|が)書きました|が書きました|は書きました|さんからのメール|のメール|のメッセージ|からのメッセージ'
const date =
  /\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日|\d{1,2}(?:st|nd|rd|th|\.|º)?(?: de)? \p{L}{3,12}\.?,?(?: de)? ?\d{4}|\p{L}{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{4}년 ?\d{1,2}월 ?\d{1,2}일|\d{1,2} \p{L}{3,5}\.? \d{4}/u
const time = /\b\d{1,2}[:.h時]\d{2}\b|\d{1,2}:\d{2}/
const address = /[^\s<>"@]+@[^\s<>"@]+\.[^\s<>"@]+/
const start =
  /^[>\s*“"]*(?:(?:--+|—+) ?)?(?:on|le|am|el|il|em|op|den|dne|dnia|on behalf|в|vào|pe|ke|la|at|a|à|no dia|in (?:message|article)|---? ?on|wrote|from|at)[\s,]|^[("<]?\d|^[>\s*]*(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|mo|di|mi|do|fr|sa|so|ma|ti|ke|to|pe|la|su|man|tir|ons|tor|fre|lør|søn|пн|вт|ср|чт|пт|сб|вс|pon|wt|śr|czw|pt|sob|niedz|ndz)\p{L}{0,9}[.,\s]/iu
const ending = new RegExp(`(?:${verbs})(?:\\s*\\([^()]{0,60}\\))?\\s*[:：;]?\\s*$`, 'i')
const named = new RegExp(
  `^[>\\s]*[^\\n]{1,120}?(?:さん(?:は|が)書きました|の(?:メール|メッセージ)[：:]$|${'wrote|schrieb|a écrit|escribió|ha scritto|escreveu|skrev|schreef|写道|寫道|napisał\\(a\\)'})[^\\n]{0,80}[:：]\\s*$`,
  'i',
)
const dashed = new RegExp(`^-{2,} ?.{0,200}(?:${verbs}) ?[:：]? ?-{2,}$`, 'i')
const longest = 420

/** The lines of a sentence such as "On … wrote:" or 「2022年1月1日(土) 9:00 山田 <a@b>:」; 0 when there is none. */
function attributionLength(lines: readonly string[], at: number): number {
  const first = lines[at] ?? ''
  if (first.length > longest) return 0
  if (first.startsWith('--') && dashed.test(first)) return 1
  if (
    start.test(first) ||
    (/\d.*\d/.test(first) && date.test(first) && (time.test(first) || address.test(first)))
  ) {
    let joined = ''
    for (let length = 1; length <= 6 && at + length <= lines.length; length += 1) {
      const next = lines[at + length - 1] ?? ''
      // Text made from HTML may have a blank line before an address of its own line, no more.
      if (!next && (!joined || !/^<?$/.test((lines[at + length] ?? '').charAt(0)))) break
      joined = joined ? `${joined} ${next}` : next
      if (joined.length > longest) break
      if (isAttribution(joined)) return length
      if (length <= 2 && isDatedName(joined, lines[at + length] || lines[at + length + 1] || ''))
        return length
    }
  }
  return isNamedAttribution(first, lines[at + 1] ?? '')
}

function isAttribution(joined: string): boolean {
  const hasDate = date.test(joined)
  const hasTime = time.test(joined)
  const hasAddress = address.test(joined)
  if (ending.test(joined) && (hasDate || hasAddress || hasTime)) {
    return /[:：;]\s*$/.test(joined) || (hasDate && (hasTime || hasAddress))
  }
  if (!/[:：]\s*$/.test(joined)) return false
  return (
    (hasDate && hasAddress) ||
    (hasTime && hasAddress) ||
    (hasDate && hasTime && /^\d{4}|^[("]?\d{1,4}[/年]/.test(joined))
  )
}

/** Old Gmail: "2011/4/7 Nathan <support@example.com>" and the quotation right below. */
function isDatedName(joined: string, below: string): boolean {
  return /^[>＞]/.test(below) && date.test(joined) && /<[^<>\s]+@[^<>\s]+>$/.test(joined)
}

/** "John <john@example.com> wrote:", 「山田さんは書きました:」. A name alone is believed only with a date, an address or a quote below. */
function isNamedAttribution(line: string, next: string): number {
  if (!endsWithColon(line) || !named.test(line)) return 0
  return address.test(line) || date.test(line) || /^[>＞]/.test(next) ? 1 : 0
}

const special = /[\u00a0\u200b-\u206f\u3000\ufeff]/
// oxlint-disable-next-line no-misleading-character-class -- each of these is removed by itself
const invisible = /[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

/** Lines as the patterns here want them: without what nobody sees, every blank an ordinary one, none at the ends. */
export function bareLines(lines: readonly string[]): string[] {
  return lines.map((line) =>
    special.test(line)
      ? line
          .replace(invisible, '')
          .replace(/[\u00a0\u3000\u202f]/g, ' ')
          .trim()
      : line.trim(),
  )
}
