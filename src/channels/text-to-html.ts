const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Plain words as HTML that shows just these words, lines kept. */
export function textToHtml(text: string): string {
  return text
    .replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign)
    .replaceAll('\r\n', '\n')
    .replaceAll('\n', '<br>')
}
