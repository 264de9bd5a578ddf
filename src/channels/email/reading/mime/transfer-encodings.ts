/** Takes encoded bytes piece by piece and gives the decoded ones on. */
export type TransferDecoder = { write(piece: Buffer): Buffer; end(): Buffer }

const empty = Buffer.alloc(0)

/** The decoder for a Content-Transfer-Encoding; unknown ones pass through, as RFC 2045 §6.4 wants them kept. */
export function transferDecoder(encoding: string): TransferDecoder {
  if (/base64/i.test(encoding)) return base64()
  if (/quoted-?printable/i.test(encoding)) return quotedPrintable()
  if (/uu(encode)?$/i.test(encoding)) return uuencode()
  return { write: (piece) => piece, end: () => empty }
}

function base64(): TransferDecoder {
  let left = ''
  const decode = (piece: Buffer): Buffer => {
    const clean = left + piece.toString('latin1').replace(/[^A-Za-z0-9+/=_-]+/g, '')
    if (clean.includes('=')) {
      left = ''
      return decodeSegments(clean)
    }
    const whole = clean.length - (clean.length % 4)
    left = clean.slice(whole)
    return Buffer.from(whole === clean.length ? clean : clean.slice(0, whole), 'base64')
  }
  const decodeSegments = (clean: string): Buffer => {
    // Padding in the middle: two encoded bodies were joined. Whatever follows the last padding may go on.
    const last = clean.lastIndexOf('=') + 1
    const tail = clean.slice(last)
    const whole = tail.length - (tail.length % 4)
    left = tail.slice(whole)
    const segments = clean.slice(0, last).split(/=+/).concat(tail.slice(0, whole))
    return segments.length === 2 && !segments[1]
      ? Buffer.from(segments[0] ?? '', 'base64')
      : Buffer.concat(segments.map((segment) => Buffer.from(segment, 'base64')))
  }
  return {
    // Bounded pieces, so that the text of a 50 MB attachment never stands in memory as one string.
    write(piece) {
      if (piece.length <= 262_144) return decode(piece)
      const parts: Buffer[] = []
      for (let at = 0; at < piece.length; at += 262_144) parts.push(decode(piece.subarray(at, at + 262_144)))
      return Buffer.concat(parts)
    },
    end: () => Buffer.from(left, 'base64'),
  }
}

function quotedPrintable(): TransferDecoder {
  let left: Buffer = empty
  const decode = (piece: Buffer, final: boolean): Buffer => {
    const input = left.length ? Buffer.concat([left, piece]) : piece
    // A soft break or an escape may be cut by the piece's end, and blanks before a newline do not count.
    const stop = final ? input.length : Math.max(0, input.lastIndexOf(0x0a) + 1)
    const decoded = decodeQuoted(input.subarray(0, stop))
    left = input.subarray(stop)
    return decoded
  }
  return { write: (piece) => decode(piece, false), end: () => decode(empty, true) }
}

function decodeQuoted(input: Buffer): Buffer {
  if (!input.includes(0x3d)) return input
  const out = Buffer.allocUnsafe(input.length)
  let length = 0
  for (let at = 0; at < input.length; at += 1) {
    const byte = input[at] ?? 0
    if (byte !== 0x3d) {
      out[length++] = byte
      continue
    }
    const value = (hexValue(input[at + 1]) << 4) | hexValue(input[at + 2])
    if (value >= 0 && at + 2 < input.length) {
      out[length++] = value
      at += 2
      continue
    }
    let end = at + 1
    while (input[end] === 0x20 || input[end] === 0x09) end += 1
    if (input[end] === 0x0d && input[end + 1] === 0x0a) at = end + 1
    else if (input[end] === 0x0a || input[end] === 0x0d) at = end
    else if (end < input.length) out[length++] = byte
    else at = end
  }
  return out.subarray(0, length)
}

function hexValue(code: number | undefined): number {
  if (code === undefined) return -1
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  if (code >= 0x41 && code <= 0x46) return code - 0x37
  return code >= 0x61 && code <= 0x66 ? code - 0x57 : -1
}

function uuencode(): TransferDecoder {
  let left = ''
  const decode = (text: string): Buffer => {
    const lines = text.split('\n')
    left = lines.pop() ?? ''
    return Buffer.concat(lines.map(decodeUuLine))
  }
  return { write: (piece) => decode(left + piece.toString('latin1')), end: () => decode(`${left}\n`) }
}

function decodeUuLine(raw: string): Buffer {
  const line = raw.trimEnd()
  if (!line || /^(begin \d+ |end$|`$)/.test(line)) return empty
  const size = (line.charCodeAt(0) - 32) & 63
  const out: number[] = []
  for (let at = 1; at + 3 < line.length + 3 && out.length < size; at += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map(
      (index) => ((line.charCodeAt(at + index) || 32) - 32) & 63,
    )
    out.push((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d)
  }
  return Buffer.from(out.slice(0, size))
}
