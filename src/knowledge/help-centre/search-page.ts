import { html } from 'hono/html'
import { m } from '#texts'
import { addresses, otherLocale } from './addresses.ts'
import type { Found } from './find.ts'
import { contactCard, crumbs, framePage, type Html, type Place } from './frame.ts'
import { langOf, topicGrid } from './home.ts'
import type { Site } from './site.ts'

/** What was found, or what to do when nothing was. `searchId`: so that it can be counted which of them was opened. */
export function searchPage(
  place: Place,
  site: Site,
  asked: { question: string; found: readonly Found[]; searchId: number | undefined; now: Date },
): Promise<string> {
  const { brand, locale } = place
  const say = { locale }
  const at = addresses(brand, locale)
  const query = asked.question
  const shortened = query.length > 80 ? `${[...query].slice(0, 79).join('')}…` : query
  const inOther = `${addresses(brand, otherLocale(locale)).search}?q=${encodeURIComponent(query)}`
  const title = query === '' ? m.help_search_empty({}, say) : m.help_results_title({ query: shortened }, say)
  return framePage(place, {
    title,
    path: `${at.search}?q=${encodeURIComponent(query)}`,
    otherPath: inOther,
    isHidden: true,
    query,
    body: html`<div class="wide page">${crumbs(place, [{ name: m.help_search({}, say), path: at.search }])}
${query === '' ? html`<h1>${title}</h1>` : resultsOf(place, asked, shortened)}
${asked.found.length === 0 ? topicGrid(place, site, asked.now) : ''}${contactCard(place, query)}</div>`,
  })
}

function resultsOf(
  place: Place,
  { found, searchId }: { found: readonly Found[]; searchId: number | undefined },
  query: string,
): Html {
  const say = { locale: place.locale }
  const at = addresses(place.brand, place.locale)
  if (found.length === 0)
    return html`<h1>${m.help_results_none({ query }, say)}</h1><p class="lead">${m.help_results_none_hint({}, say)}</p>`
  const count =
    found.length === 1 ? m.help_results_one({}, say) : m.help_results({ count: String(found.length) }, say)
  const via = searchId === undefined ? '' : `?s=${searchId}`
  return html`<h1>${m.help_results_title({ query }, say)}</h1><p class="lead">${count}</p>
<ol class="results">${found.map(
    ({ article, snippet }) =>
      html`<li><a href="${at.article(article.articleId)}${via}"${langOf(article)}>${article.title}</a>${
        article.isFallback ? html` <small>${m.help_only({}, say)}</small>` : ''
      }<p${langOf(article)}>${snippet.map(({ text, isHit }) => (isHit ? html`<mark>${text}</mark>` : text))}</p></li>`,
  )}</ol>`
}
