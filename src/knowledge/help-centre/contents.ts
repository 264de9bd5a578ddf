export type Heading = { id: string; level: 2 | 3; text: string }

const heading = /<h([23])(?:\s[^>]*)?>(.*?)<\/h\1>/gs
// A page with fewer sections is seen at a glance.
const worthContents = 3

/**
 * The article with an anchor on each heading, and its contents. It has been sanitised when it was saved, so that its tags are
 * well-formed and a heading holds no other.
 */
export function withContents(html: string): { html: string; contents: Heading[] } {
  const contents: Heading[] = []
  const anchored = html.replaceAll(heading, (whole, level: string, inner: string) => {
    const text = inner.replaceAll(/<[^>]*>/g, '').trim()
    if (text === '') return whole
    const id = `s${contents.length + 1}`
    contents.push({ id, level: level === '2' ? 2 : 3, text })
    return `<h${level} id="${id}">${inner}</h${level}>`
  })
  const scrollable = anchored
    .replaceAll('<table', '<div class="sideways" tabindex="0"><table')
    .replaceAll('</table>', '</table></div>')
    .replaceAll(/<img(?![^>]*\sloading=)/g, '<img loading="lazy" decoding="async"')
  return { html: scrollable, contents: contents.length >= worthContents ? contents : [] }
}
