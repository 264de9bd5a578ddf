/** A header block's fields in their order; values are the bytes as Latin-1, unfolded. */
export type HeaderField = { name: string; raw: string }

const mostFields = 5_000

/** Reads a header block. Lines which are no field and no continuation are skipped, never fatal. */
export function readHeaderFields(block: string): HeaderField[] {
  const fields: HeaderField[] = []
  let last: HeaderField | null = null
  let folded: string[] = []
  const close = (): void => {
    if (last && folded.length) last.raw += folded.join('')
    folded = []
  }
  for (let at = 0; at < block.length; ) {
    let end = block.indexOf('\n', at)
    if (end < 0) end = block.length
    const line = block.slice(at, end > at && block.charCodeAt(end - 1) === 13 ? end - 1 : end)
    at = end + 1
    const first = line.charCodeAt(0)
    if (first === 32 || first === 9) {
      if (last) folded.push(` ${line.trim()}`)
      continue
    }
    const colon = line.indexOf(':')
    const name =
      colon > 0
        ? line
            .slice(0, colon)
            .trimEnd()
            .replace(/^\xef\xbb\xbf/, '')
        : ''
    if (!isFieldName(name)) continue
    close()
    if (fields.length >= mostFields) break
    last = { name: name.toLowerCase(), raw: line.slice(colon + 1).trim() }
    fields.push(last)
  }
  close()
  return fields
}

/** The first field of that name (RFC 5322 allows one of each that matters; a second one is a forger's). */
export function firstField(fields: HeaderField[], name: string): string | null {
  for (const field of fields) if (field.name === name) return field.raw
  return null
}

function isFieldName(name: string): boolean {
  return name.length > 0 && name.length < 200 && /^[!-9;-~]+$/.test(name)
}
