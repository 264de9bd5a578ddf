/** What a report without a machine-readable part says in its text. */
export type Said = { address: string | null; reason: string }

const anyAddress = /[^\s<>"'(),;:[\]]+@[^\s<>"'(),;:[\]]+[^\s<>"'(),;:[\].]/g
const copyBelow =
  /^.{0,20}(?:below this line is a copy|copy of (?:the|your) (?:original )?message|original message (?:follows|headers|header)|message headers? follows?|-{3,} ?(?:returned|original|unsent|undelivered) message|headers? of (?:the|your) (?:original )?message|the following is a copy|received: from|return-path: <|message-id: <|以下は元の?メッセージ|元のメッセージ|送信(?:された)?メッセージ)/im

/** Finds the address that failed and the sentence which says why. Own addresses are never the one that failed. */
export function fromWords(
  text: string,
  own: Set<string>,
  originalTo: string | null,
  daemonDomain = '',
): Said {
  const cut = text.slice(0, 40_000).search(copyBelow)
  // Long lines are no server's, and would cost their square.
  const lines = (cut > 40 ? text.slice(0, cut) : text)
    .slice(0, 20_000)
    .split('\n')
    .map((line) =>
      line
        .slice(0, 400)
        .replace(/^[>\s]*(?=<<<|>>>)/, '')
        .trimEnd(),
    )
  const report = lines.join('\n')
  const at = addressLine(lines, own, originalTo)
  const address = at === null ? (firstIn(report, own) ?? localName(report, daemonDomain)) : at.address
  return { address, reason: reasonNear(lines, at?.line ?? 0, address) }
}

/** The line that names the failed address: in the shapes servers use, best first. */
function addressLine(
  lines: string[],
  own: Set<string>,
  originalTo: string | null,
): { line: number; address: string } | null {
  const shapes = [
    /^\s*<([^<>\s]+@[^<>\s]+)>:?\s*(?:$|host |\(|:|\d{3}|[A-Z])/,
    /^\s*(?:to|addressed to|recipient|recipients?|final-recipient|original-recipient|address|unknown address|宛先|あて先|送信先|受信者|アドレス)\s*[:：]\s*(?:rfc822;)?\s*<?([^<>\s]+@[^<>\s]+?)>?\s*$/i,
    /^\s*<?([^<>\s:]+@[^<>\s:]+?)>?[:;]?\s*$/,
    /RCPT TO: ?<([^<>\s]+@[^<>\s]+)>/i,
    /^\s*<?([^<>\s]+@[^<>\s]+?)>?(?::| on | \(|\.\.\. |, |-)/,
    /(?:address(?:ed)?|recipients?|delivered to|deliver(?:y)? to|mailbox|account|user|sent to|宛先|あて先)[:：]?\s+["'<]*([^<>\s"']+@[^<>\s"']+?)["'>.]*(?:\s|$|:)/i,
  ]
  if (originalTo && !own.has(originalTo.toLowerCase())) {
    const line = lines.findIndex((text) => text.toLowerCase().includes(originalTo.toLowerCase()))
    if (line >= 0) return { line, address: originalTo }
  }
  for (const shape of shapes) {
    for (const [line, text] of lines.entries()) {
      const address = shape.exec(text)?.[1]?.replace(/[.,;]+$/, '')
      if (
        address &&
        !own.has(address.toLowerCase()) &&
        !/^(?:postmaster|mailer-daemon|abuse|support)@/i.test(address)
      )
        return { line, address }
    }
  }
  return null
}

function firstIn(report: string, own: Set<string>): string | null {
  for (const found of report.match(anyAddress) ?? []) {
    if (!own.has(found.toLowerCase()) && !/^(?:postmaster|mailer-daemon|abuse|support)@|^\d+\./i.test(found))
      return found
  }
  return null
}

/** AOL lists its users without their domain, which is the daemon's own. */
function localName(report: string, domain: string): string | null {
  const name = /recipients?\b.{0,160}:\s*\n\s+([\w.+-]{2,64})\s*(?:\n|$)/is.exec(report)?.[1]
  return name && domain.includes('.') ? `${name}@${domain}` : null
}

const saysWhy =
  /\b[45]\d\d\b[ -]|\b[45]\.\d{1,3}\.\d{1,3}\b|unknown|not (?:found|exist|known|recogni|accept|listed|allowed|permitted|deliver)|doesn.t|does not|couldn.t|no such|invalid|reject|refus|denied|blocked|spam|quota|full|exceed|too (?:large|big|long)|disabled|inactive|suspended|unavailable|time(?:d)? ?out|delay|expired|error|failed|failing|存在し|見つか|超|拒否|不明|いっぱい|一杯|停止|エラー|できません/i

/** The sentence next to the address: on its line, else in the lines just below, else anywhere above the copy. */
function reasonNear(lines: string[], at: number, address: string | null): string {
  const own = address
    ? ((lines[at] ?? '')
        .split(address)
        .pop()
        ?.replace(/^[\s>:;.,)\]]+/, '') ?? '')
    : ''
  const paragraph = [own]
  for (let index = at + 1; index < lines.length && index < at + 14; index += 1) {
    const line = (lines[index] ?? '').trim()
    if (!line && paragraph.some((part) => saysWhy.test(part))) break
    if (/^(?:reporting-mta|arrival-date|-{3,}|_{3,}|={3,})/i.test(line)) {
      if (paragraph.some((part) => saysWhy.test(part))) break
      continue
    }
    if (line) paragraph.push(line)
  }
  const near = tidy(paragraph.join(' '))
  if (saysWhy.test(near)) return near
  const coded =
    lines.find((line) => /(?:^|[^\d])[45]\d\d[ -]\S|\b[45]\.\d{1,3}\.\d{1,3}\b/.test(line)) ??
    lines.find((line) => saysWhy.test(line) && line.trim().length > 8)
  return tidy(coded ?? near)
}

function tidy(reason: string): string {
  return reason
    .replace(/\s+/g, ' ')
    .replace(/^[\s(:>-]*(?:reason: ?)?/i, '')
    .trim()
    .slice(0, 500)
}
