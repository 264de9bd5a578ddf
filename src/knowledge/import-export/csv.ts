/** The rows of a CSV (RFC 4180) with the line each begins on; comma, semicolon or tab, whichever the first line has most of. */
export function readCsv(source: string): {
  rows: { cells: string[]; line: number }[]
  openQuoteAt: number | null
} {
  const text = source.replace(/^\uFEFF/, '')
  const separator = separatorOf(text.slice(0, text.search(/[\r\n]|$/)))
  const rows: { cells: string[]; line: number }[] = []
  let cells: string[] = []
  let cell = ''
  let line = 1
  let begun = 1
  let quotedAt: number | null = null
  const endRow = () => {
    cells.push(cell)
    if (cells.length > 1 || cell.trim() !== '') rows.push({ cells, line: begun })
    cells = []
    cell = ''
  }
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at)
    if (sign === '\n') line++
    if (quotedAt !== null) {
      if (sign !== '"') cell += sign
      else if (text.charAt(at + 1) === '"') {
        cell += '"'
        at++
      } else quotedAt = null
    } else if (sign === '"' && cell === '') quotedAt = line
    else if (sign === separator) {
      cells.push(cell)
      cell = ''
    } else if (sign === '\n') {
      endRow()
      begun = line
    } else if (sign !== '\r' || text.charAt(at + 1) !== '\n') cell += sign
  }
  if (quotedAt !== null) return { rows, openQuoteAt: quotedAt }
  endRow()
  return { rows, openQuoteAt: null }
}

function separatorOf(head: string): string {
  const counted = [',', '\t', ';'].map((sign) => ({ sign, count: head.split(sign).length }))
  return counted.reduce((most, one) => (one.count > most.count ? one : most)).sign
}

/** The same back. Excel takes UTF-8 for something else without the mark at the beginning. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => (/[",\r\n;\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}
