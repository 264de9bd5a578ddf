// Only cleaned HTML comes here, in which attributes stand as the cleaning wrote them.
const toArticle = /<a data-article="(\d+)">/g
const toFile = /(?:src|href)="\/article-files\/(\d+)"/g
const image = /<img [^>]*?>/g

/** The articles a text links to. */
export function linkedArticles(html: string): number[] {
  return idsIn(html, toArticle)
}

/** The files a text shows or offers. */
export function filesIn(html: string): number[] {
  return idsIn(html, toFile)
}

/** Whether a picture says nothing to those who do not see it. */
export function lacksAlt(html: string): boolean {
  return (html.match(image) ?? []).some((tag) => !/ alt="[^"]+"/.test(tag))
}

/** Puts addresses into links to other articles. Where there is none (not published, not for this reader) only the words remain. */
export function withLinks(html: string, addressOf: (articleId: number) => string | undefined): string {
  return html.replaceAll(toArticle, (_tag, id: string) => {
    const address = addressOf(Number(id))
    return address === undefined
      ? '<a>'
      : `<a href="${address.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}">`
  })
}

function idsIn(html: string, pattern: RegExp): number[] {
  return [...new Set([...html.matchAll(pattern)].map(([, id]) => Number(id)))]
}
