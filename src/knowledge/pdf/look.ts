import type { Style } from 'pdfmake'

export const ink = {
  text: '#22211f',
  soft: '#6b6862',
  rule: '#cfcabf',
  shade: '#f3f1ea',
  link: '#1f5f8b',
  warn: '#9a3b13',
}

/** Letters of 10.5 points and lines of one and a half: how Japanese is read on paper. */
export const styles: Record<string, Style> = {
  title: { fontSize: 19, bold: true, lineHeight: 1.3, margin: [0, 0, 0, 4] },
  said: { fontSize: 9, color: ink.soft, margin: [0, 0, 0, 14] },
  draft: { fontSize: 10, bold: true, color: ink.warn, margin: [0, 0, 0, 8] },
  h2: { fontSize: 14, bold: true, lineHeight: 1.3, margin: [0, 12, 0, 5] },
  h3: { fontSize: 12, bold: true, lineHeight: 1.3, margin: [0, 9, 0, 4] },
  h4: { fontSize: 10.5, bold: true, margin: [0, 7, 0, 3] },
  body: { margin: [0, 0, 0, 7] },
  list: { margin: [0, 0, 0, 5] },
  code: { fontSize: 9, margin: [0, 0, 0, 4] },
  caption: { fontSize: 9, color: ink.soft, margin: [0, 0, 0, 10] },
  calloutHead: { fontSize: 9, bold: true, margin: [0, 0, 0, 3] },
  link: { color: ink.link, decoration: 'underline' },
  cover: { fontSize: 28, bold: true, lineHeight: 1.3 },
  coverSaid: { fontSize: 12, color: ink.soft, lineHeight: 1.5 },
  contents: { fontSize: 16, bold: true, margin: [0, 0, 0, 12] },
  topic: { fontSize: 22, bold: true, lineHeight: 1.3, margin: [0, 0, 0, 16] },
}
