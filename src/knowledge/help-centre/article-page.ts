import { html, raw } from 'hono/html'
import { m } from '#texts'
import { addresses, originOf, otherLocale } from './addresses.ts'
import { withContents } from './contents.ts'
import { contactCard, crumbs, dayOf, framePage, type Html, type Place } from './frame.ts'
import { articleList, langOf } from './home.ts'
import { relatedTo } from './find.ts'
import type { Shown, Site } from './site.ts'
import { wayOf } from './structured.ts'

/** An article as it is read, with the question whether it helped and the way to people at its end. */
export async function articlePage(
  place: Place,
  site: Site,
  article: Shown,
  more: { now: Date; isVoted: boolean; html: string },
): Promise<string> {
  const { brand, locale } = place
  const say = { locale }
  const at = addresses(brand, locale)
  const topic = site.topic(article.categoryId)
  const above = topic ? [...(topic.parent ? [topic.parent] : []), topic] : []
  const way = above.map((one) => ({ name: one.name, path: at.topic(one.id) }))
  const { html: body, contents } = withContents(more.html)
  const related = await relatedTo(site, article)
  const path = at.article(article.articleId)
  const otherPath = addresses(brand, otherLocale(locale)).article(article.articleId)
  return framePage(place, {
    title: article.title,
    description: beginningOf(article.text),
    path,
    otherPath,
    isInBoth: site.isInBoth(article.articleId),
    ...(article.isFallback ? { canonical: otherPath } : {}),
    kind: 'article',
    structured: [wayOf(place, [...way, { name: article.title, path }])],
    body: html`<div class="wide">${crumbs(place, way)}<article class="article${contents.length > 0 ? ' long' : ''}">
<header><h1${langOf(article)}>${article.title}</h1><p class="said"><time datetime="${article.publishedAt.toISOString()}">${m.help_updated({ date: dayOf(article.publishedAt, place) }, say)}</time>${countriesLine(article, place)}<button class="print" type="button" hidden>${m.help_print({}, say)}</button><a class="pdf" href="${at.pdf(article.articleId)}" type="application/pdf">${m.help_pdf({}, say)}</a></p>
${article.isFallback ? html`<p class="only">${m.help_only({}, say)}<br>${m.help_only_here({}, say)}</p>` : ''}</header>
${contents.length > 0 ? contentsBox(contents, article, place) : ''}
<div class="body"${langOf(article)}>${raw(body)}</div>
<div>${voteForm(place, article, more.isVoted)}</div>
${related.length > 0 ? html`<section class="related"><h2>${m.help_related({}, say)}</h2>${articleList(place, related, more.now)}</section>` : ''}
<div>${contactCard(place, article.title)}</div></article></div>`,
  })
}

const beginningOf = (text: string) => {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > 150 ? `${[...line].slice(0, 149).join('')}…` : line
}

function countriesLine({ countries }: Shown, { locale }: Place): string {
  if (countries.length === 0) return ''
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })
  const said = list.format(countries.map((code) => names.of(code) ?? code))
  return ` · ${m.help_countries({ countries: said }, { locale })}`
}

function contentsBox(
  contents: ReturnType<typeof withContents>['contents'],
  article: Shown,
  { locale }: Place,
): Html {
  return html`<nav class="contents" aria-labelledby="contents"><div><h2 id="contents">${m.help_contents({}, { locale })}</h2><ol${langOf(article)}>${contents.map(
    // What stands in a heading is already written as HTML.
    ({ id, level, text }) => html`<li class="h${level}"><a href="#${id}">${raw(text)}</a></li>`,
  )}</ol></div></nav>`
}

function voteForm({ brand, locale }: Place, article: Shown, isVoted: boolean): Html {
  const say = { locale }
  if (isVoted)
    return html`<div class="vote" id="vote"><p class="thanks" role="status">${m.help_vote_thanks({}, say)}</p></div>`
  return html`<form class="vote" id="vote" method="post" action="${addresses(brand, locale).votes(article.articleId)}">
<input type="hidden" name="version" value="${article.versionId}">
<fieldset><legend>${m.help_vote({}, say)}</legend><label><input type="radio" name="helpful" value="yes" required>${m.help_yes({}, say)}</label><label><input type="radio" name="helpful" value="no">${m.help_no({}, say)}</label></fieldset>
<div class="say"><label for="comment">${m.help_vote_comment({}, say)}</label><textarea class="text" id="comment" name="comment" maxlength="2000" rows="3" aria-describedby="personal"></textarea>
<small id="personal">${m.help_vote_personal({}, say)}</small><button class="button" type="submit">${m.help_vote_send({}, say)}</button></div></form>`
}

/** The address of an article for feeds and maps, with the host. */
export const articleUrl = (place: Place, articleId: number) =>
  originOf(place.brand, place.publicUrl) + addresses(place.brand, place.locale).article(articleId)
