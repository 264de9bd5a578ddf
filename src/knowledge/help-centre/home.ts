import { html } from 'hono/html'
import { m } from '#texts'
import { addresses, otherLocale } from './addresses.ts'
import { contactCard, crumbs, framePage, type Html, type Place, recentDayOf, searchForm } from './frame.ts'
import { articlesWithin, type Shown, type Site, type Topic } from './site.ts'
import { questionsOf, wayOf } from './structured.ts'
import { trackForm } from './order-page.ts'

const onHome = 6
const newFor = 30 * 86_400_000

/** The first page: search, what is often asked, where an order is, and the topics. */
export function homePage(place: Place, site: Site, now: Date): Promise<string> {
  const { brand, locale } = place
  const say = { locale }
  const at = addresses(brand, locale)
  const often = oftenAsked(site)
  return framePage(place, {
    title: m.help_site({ brand: brand.name }, say),
    description: m.help_describe({ brand: brand.name }, say),
    path: at.home,
    otherPath: addresses(brand, otherLocale(locale)).home,
    isInBoth: true,
    hasSearch: false,
    body: html`<div class="hero"><div class="wide"><h1>${m.help_how({}, say)}</h1>${searchForm(place)}
${often.length === 0 ? '' : html`<p class="often">${m.help_often({}, say)} ${often.map((one) => html`<a href="${at.article(one.articleId)}"${langOf(one)}>${one.title}</a>`)}</p>`}</div></div>
<div class="wide">${brand.hasOrders ? trackForm(place) : ''}${topicGrid(place, site, now)}${contactCard(place)}</div>`,
  })
}

/** All topics with their first articles. */
export function topicGrid(place: Place, site: Site, now: Date): Html {
  const { brand, locale } = place
  const say = { locale }
  const at = addresses(brand, locale)
  const homeless = site.articles.filter((one) => site.topic(one.categoryId) === undefined)
  if (site.articles.length === 0) return html`<p class="lead">${m.help_nothing_yet({}, say)}</p>`
  return html`<div class="topics">${site.topics.map((topic) => {
    const all = articlesWithin(topic)
    return html`<section><h2><a href="${at.topic(topic.id)}">${topic.name}</a></h2>${articleList(place, all.slice(0, onHome), now)}
${all.length > onHome ? html`<a class="more" href="${at.topic(topic.id)}">${m.help_all({ count: String(all.length) }, say)}<span class="hidden"> ${topic.name}</span></a>` : ''}</section>`
  })}${homeless.length > 0 ? html`<section>${articleList(place, homeless, now)}</section>` : ''}</div>`
}

/** A topic: its articles, and those of the topics within it under their names. */
export function topicPage(place: Place, topic: Topic, now: Date): Promise<string> {
  const { brand, locale } = place
  const at = addresses(brand, locale)
  const above = topic.parent ? [topic.parent] : []
  const way = [...above, topic].map((one) => ({ name: one.name, path: at.topic(one.id) }))
  return framePage(place, {
    title: topic.name,
    description: articlesWithin(topic)
      .slice(0, 5)
      .map((one) => one.title)
      .join(' · '),
    path: at.topic(topic.id),
    otherPath: addresses(brand, otherLocale(locale)).topic(topic.id),
    isInBoth: true,
    structured: [wayOf(place, way), ...questionsOf(articlesWithin(topic), locale)],
    body: html`<div class="wide page">${crumbs(place, way)}<h1>${topic.name}</h1>
${topic.articles.length > 0 ? html`<div class="group">${articleList(place, topic.articles, now)}</div>` : ''}
${topic.within.map((one) => html`<section class="group"><h2><a href="${at.topic(one.id)}">${one.name}</a></h2>${articleList(place, one.articles, now)}</section>`)}
${contactCard(place, topic.name)}</div>`,
  })
}

export function articleList(place: Place, articles: readonly Shown[], now: Date): Html {
  const at = addresses(place.brand, place.locale)
  const say = { locale: place.locale }
  return html`<ul class="list">${articles.map((one) => {
    const isNew = now.getTime() - one.publishedAt.getTime() < newFor
    const note = one.isFallback
      ? html`<em>${m.help_only({}, say)}</em>`
      : isNew
        ? html`<em>${m.help_updated({ date: recentDayOf(one.publishedAt, place) }, say)}</em>`
        : ''
    return html`<li><a href="${at.article(one.articleId)}"><span${langOf(one)}>${one.title}</span>${note}</a></li>`
  })}</ul>`
}

/** A text in the other language says so, for whoever reads it aloud. */
export const langOf = (one: Pick<Shown, 'isFallback' | 'locale'>): Html | string =>
  one.isFallback ? html` lang="${one.locale}"` : ''

/** What has helped most, and as long as nothing has, the first of the first topics. */
function oftenAsked(site: Site): Shown[] {
  const own = site.articles.filter((one) => !one.isFallback)
  const helped = own
    .filter((one) => one.helped > 0)
    .sort((one, other) => other.helped - one.helped)
    .slice(0, 3)
  const firsts = site.topics.flatMap((topic) =>
    articlesWithin(topic)
      .filter((one) => !one.isFallback)
      .slice(0, 1),
  )
  return [...new Set([...helped, ...firsts])].slice(0, 3)
}
