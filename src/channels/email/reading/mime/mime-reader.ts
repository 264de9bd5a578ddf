import { readPart, type MimePart } from './mime-parts.ts'

/** What takes a part's body, still transfer-encoded, in pieces which are only borrowed. */
export type BodySink = { write(piece: Buffer): void; end(): void }

export type MimeLimits = { parts: number; depth: number; headerBytes: number }

const nothing: BodySink = { write: () => {}, end: () => {} }
const longestDelimiter = 1000

/**
 * Splits a message into its parts while it comes in. Nothing is kept but an unfinished line or header: bodies go to the
 * sinks which `open` gives (for a multipart: its preamble, in case no boundary ever comes).
 */
export function createMimeReader(
  open: (part: MimePart) => BodySink,
  limits: MimeLimits,
): { push(chunk: Buffer): void; end(): void; exceeded: Set<string> } {
  const multiparts: { part: MimePart; boundary: string }[] = []
  const exceeded = new Set<string>()
  let isHeader = true
  let parent: MimePart | null = null
  let sink = nothing
  let header: Buffer[] = []
  let headerBytes = 0
  let parts = 0
  let startsLine = true
  let held: Buffer | null = null

  const consume = (input: Buffer, final: boolean): void => {
    let at = 0
    while (at < input.length && at >= 0)
      at = isHeader ? consumeHeader(input, at, final) : consumeBody(input, at, final)
  }

  /** Reads one header line; answers where to go on, or -1 when the line is not whole yet. */
  const consumeHeader = (input: Buffer, at: number, final: boolean): number => {
    const newline = input.indexOf(0x0a, at)
    if (newline < 0 && !final && input.length - at < limits.headerBytes) {
      held = Buffer.from(input.subarray(at))
      return -1
    }
    const end = newline < 0 ? input.length : newline + 1
    const line = input.subarray(at, end)
    if (
      multiparts.length &&
      line[0] === 0x2d &&
      line[1] === 0x2d &&
      enterDelimiter(delimiterText(input, at, end))
    )
      return end
    if (line[0] === 0x0a || (line[0] === 0x0d && line.length <= 2)) {
      // Blank lines before the very first header are a pipe's, not the message's.
      if (header.length || parent) closeHeader()
    } else if (!parent && header.length === 0 && !isField(line)) {
      // mbox's separator is skipped; any other beginning means that there is no header at all, only words.
      if (/^>?From /.test(line.toString('latin1', 0, Math.min(line.length, 6)))) return end
      closeHeader()
      return at
    } else {
      headerBytes += line.length
      if (headerBytes > limits.headerBytes) exceeded.add('header')
      else header.push(line)
    }
    return end
  }

  /** Gives the body on until a delimiter, entered here; answers where to go on, or -1 when more input is needed. */
  const consumeBody = (input: Buffer, start: number, final: boolean): number => {
    if (!multiparts.length) {
      sink.write(input.subarray(start))
      return -1
    }
    let candidate = nextDashes(input, start)
    if (startsLine) {
      if (!final && input.length - start < 2) return hold(input, start, start)
      if (input[start] === 0x2d && input[start + 1] === 0x2d) candidate = start
    }
    for (; candidate >= 0; candidate = nextDashes(input, candidate)) {
      const newline = input.indexOf(0x0a, candidate)
      const bodyEnd = beforeNewline(input, candidate, start)
      if (newline < 0 && !final && input.length - candidate < longestDelimiter)
        return hold(input, start, bodyEnd)
      const end = newline < 0 ? input.length : newline + 1
      const line = delimiterText(input, candidate, end)
      if (!multiparts.some(({ boundary }) => isDelimiter(line, boundary))) continue
      if (bodyEnd > start) sink.write(input.subarray(start, bodyEnd))
      enterDelimiter(line)
      startsLine = true
      return end
    }
    return hold(input, start, final ? input.length : safeEnd(input, start))
  }

  const hold = (input: Buffer, start: number, end: number): number => {
    if (end > start) {
      sink.write(input.subarray(start, end))
      startsLine = false
    }
    held = end < input.length ? Buffer.from(input.subarray(end)) : null
    return -1
  }

  /** If the line is a delimiter of an open multipart, ends what is inside it. */
  const enterDelimiter = (line: string): boolean => {
    const index = multiparts.findLastIndex(({ boundary }) => isDelimiter(line, boundary))
    const entry = multiparts[index]
    if (!entry) return false
    if (isHeader) closeHeader()
    sink.end()
    sink = nothing
    const closes = line.length > entry.boundary.length + 2
    multiparts.length = closes ? index : index + 1
    if (parts >= limits.parts) exceeded.add('parts')
    isHeader = !closes && parts < limits.parts
    parent = entry.part
    startsLine = true
    return true
  }

  const closeHeader = (): void => {
    const only = header.length === 1 ? header[0] : undefined
    const part = readPart(only ?? Buffer.concat(header), parent)
    header = []
    headerBytes = 0
    parts += 1
    isHeader = false
    startsLine = true
    const boundary = part.type.startsWith('multipart/')
      ? (part.typeParameters.get('boundary') ?? '').trimEnd()
      : ''
    if (boundary && part.depth < limits.depth && boundary.length < longestDelimiter - 8)
      multiparts.push({ part, boundary })
    else if (boundary) exceeded.add('depth')
    sink = open(part)
  }

  return {
    exceeded,
    push(chunk) {
      const input: Buffer = held ? Buffer.concat([held, chunk]) : chunk
      held = null
      consume(input, false)
    },
    end() {
      const rest = held
      held = null
      if (rest) consume(rest, true)
      if (isHeader) closeHeader()
      sink.end()
    },
  }
}

function isField(line: Buffer): boolean {
  return /^(?:\xef\xbb\xbf)?[!-9;-~]{1,200}[ \t]*:|^[ \t]/.test(
    line.toString('latin1', 0, Math.min(line.length, 204)),
  )
}

function isDelimiter(line: string, boundary: string): boolean {
  if (!line.startsWith(boundary, 2)) return false
  return line.length === boundary.length + 2 || line === `--${boundary}--`
}

/** Parameters are decoded but a delimiter is bytes, so a boundary beyond ASCII is compared as Latin-1. */
function delimiterText(input: Buffer, start: number, end: number): string {
  return input.toString('latin1', start, Math.min(end, start + longestDelimiter)).trimEnd()
}

function nextDashes(input: Buffer, from: number): number {
  const found = input.indexOf('\n--', from, 'latin1')
  return found < 0 ? -1 : found + 1
}

/** The newline before a delimiter belongs to the delimiter (RFC 2046 §5.1.1). */
function beforeNewline(input: Buffer, candidate: number, start: number): number {
  let end = candidate
  if (end > start && input[end - 1] === 0x0a) end -= 1
  if (end < candidate && end > start && input[end - 1] === 0x0d) end -= 1
  return end
}

/** What can be given away now: everything but a newline (and a dash) that may begin a delimiter. */
function safeEnd(input: Buffer, start: number): number {
  let end = input.length
  if (end > start && input[end - 1] === 0x2d && input[end - 2] === 0x0a) end -= 1
  if (end > start && input[end - 1] === 0x0a) end -= 1
  if (end > start && input[end - 1] === 0x0d) end -= 1
  return end
}
