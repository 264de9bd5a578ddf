import { html } from 'hono/html'
import { otherLocale } from '#knowledge/help-centre/addresses.ts'
import { contactCard, framePage, type Html, type Place } from '#knowledge/help-centre/frame.ts'
import { m } from '#texts'
import { type ComplaintFacts, factNames } from './contract.ts'
import { factNameOf } from './restate.ts'

export type ConfirmPage =
  | { state: 'asks'; facts: ComplaintFacts; trouble?: string; text?: string; isDifferent?: boolean }
  | { state: 'now_right' | 'now_different' | 'was_right' | 'was_different' | 'over' | 'replaced' | 'unknown' }
  | { state: 'trouble'; trouble: string }

/** What we have understood, and the two answers to it; or why there is nothing to answer any more. */
export function confirmPage(place: Place, token: string, page: ConfirmPage): Promise<string> {
  const say = { locale: place.locale }
  const path = (locale: string) => `/complaint/${place.brand.slug}/${locale}/${token}`
  const title = m.complaints_page_title({}, say)
  return framePage(place, {
    title,
    path: path(place.locale),
    otherPath: path(otherLocale(place.locale)),
    isHidden: true,
    hasSearch: false,
    body: html`<div class="wide page"><h1>${title}</h1>${
      page.state === 'asks' ? asking(place, path(place.locale), page) : told(place, page)
    }</div>`,
  })
}

function asking({ locale }: Place, here: string, page: Extract<ConfirmPage, { state: 'asks' }>): Html {
  const say = { locale }
  return html`<p class="lead">${m.complaints_page_intro({}, say)}</p>
${page.trouble ? html`<p class="trouble" role="alert">${page.trouble}</p>` : ''}
<dl class="facts">${factNames
    .filter((name) => page.facts[name] !== '')
    .map(
      (name) =>
        html`<div><dt>${name === 'wish' ? m.complaints_page_wish({}, say) : factNameOf(name, locale)}</dt><dd>${page.facts[name]}</dd></div>`,
    )}</dl>
<form class="confirm" method="post" action="${here}"><input type="hidden" name="answer" value="right"><button class="button" type="submit">${m.complaints_page_right({}, say)}</button></form>
<form class="writing" method="post" action="${here}"><input type="hidden" name="answer" value="different"><h2>${m.complaints_page_different_title({}, say)}</h2><label for="text">${m.complaints_page_different({}, say)}</label>
<textarea class="text" id="text" name="text" rows="5" maxlength="4000" required>${page.text ?? ''}</textarea><button class="button quiet" type="submit">${m.complaints_page_send({}, say)}</button></form>`
}

function told(place: Place, page: Exclude<ConfirmPage, { state: 'asks' }>): Html {
  const say = { locale: place.locale }
  if (page.state === 'trouble') return html`<p class="trouble" role="alert">${page.trouble}</p>`
  const words = {
    now_right: m.complaints_page_now_right,
    now_different: m.complaints_page_now_different,
    was_right: m.complaints_page_was_right,
    was_different: m.complaints_page_was_different,
    over: m.complaints_page_over,
    replaced: m.complaints_page_replaced,
    unknown: m.complaints_page_unknown,
  }[page.state]({}, say)
  const isAnswered = page.state === 'now_right' || page.state === 'now_different'
  return html`<p class="${isAnswered ? 'thanks' : 'lead'}"${isAnswered ? html` role="status"` : ''}>${words}</p>${
    isAnswered ? '' : contactCard(place)
  }`
}
