/** What the writer says: without quoted lines, and without the signature below the line that begins one ("-- ", RFC 3676 §4.3). */
export function ownTextOf(text: string): string {
  const lines = unquoted(text).split('\n')
  const end = lines.findIndex((line) => /^--\s?$/.test(line))
  return (end < 0 ? lines : lines.slice(0, end)).join('\n')
}

/** All but quoted lines: what is said below a signature is read by the customer too. */
export function unquoted(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .filter((line) => !/^\s*[>＞]/.test(line))
    .join('\n')
}

const breaks = /(?<=[。．！？!?])|(?<=\.)(?=\s)|\n/u

/** Sentences, lines being ends as well. */
export function sentencesIn(text: string): string[] {
  return text
    .split(breaks)
    .map((one) => one.trim())
    .filter((one) => one !== '')
}
