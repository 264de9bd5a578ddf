import { html } from 'hono/html'
import type { ChatMessage } from '#channels/web-chat/frames.ts'
import { newToken } from '#platform/crypto.ts'
import { m } from '#texts'
import { addresses, otherLocale } from '../addresses.ts'
import { crumbs, dayOf, framePage, type Html, type Place } from '../frame.ts'
import type { OwnConversation } from './own-conversations.ts'

/** Asking for the link. The answer is the same whether or not the address is known. */
export function askPage(place: Place, shown: { isSent?: boolean; trouble?: string }): Promise<string> {
  const say = { locale: place.locale }
  const at = addresses(place.brand, place.locale)
  return framePage(place, {
    title: m.help_mine({}, say),
    path: at.mine(),
    otherPath: addresses(place.brand, otherLocale(place.locale)).mine(),
    isHidden: true,
    body: html`<div class="wide page">${crumbs(place, [{ name: m.help_mine({}, say), path: at.mine() }])}<h1>${m.help_mine({}, say)}</h1>
${shown.trouble ? html`<p class="trouble" role="alert">${shown.trouble}</p>` : ''}
${
  shown.isSent
    ? html`<p role="status">${m.help_mine_sent({}, say)}</p>`
    : html`<p class="lead">${m.help_mine_intro({}, say)}</p><form class="track alone" method="post" action="${at.mine()}">
<label>${m.help_mine_email({}, say)}<input class="text" type="email" name="email" maxlength="254" autocomplete="email" required></label><button class="button" type="submit">${m.help_mine_send({}, say)}</button></form>`
}</div>`,
  })
}

/** The conversations of whoever holds the link. */
export function listPage(
  place: Place,
  token: string,
  conversations: readonly OwnConversation[],
): Promise<string> {
  const say = { locale: place.locale }
  const at = addresses(place.brand, place.locale)
  return framePage(place, {
    title: m.help_mine({}, say),
    path: at.mine(token),
    otherPath: addresses(place.brand, otherLocale(place.locale)).mine(token),
    isHidden: true,
    body: html`<div class="wide page">${crumbs(place, [{ name: m.help_mine({}, say), path: at.mine(token) }])}<h1>${m.help_mine({}, say)}</h1>
${conversations.length === 0 ? html`<p class="lead">${m.help_mine_none({}, say)}</p>` : ''}
<ul class="list group">${conversations.map(
      (one) =>
        html`<li><a href="${at.mine(token, one.id)}"><span>${titleOf(one, place)}</span><em>${turnOf(one, place)} · ${dayOf(one.lastAt, place)}</em></a></li>`,
    )}</ul></div>`,
  })
}

/** One conversation as its customer may see it, with what they may do. */
export function conversationPage(
  place: Place,
  token: string,
  conversation: OwnConversation,
  messages: readonly ChatMessage[],
  hasWritten: boolean,
): Promise<string> {
  const say = { locale: place.locale }
  const at = addresses(place.brand, place.locale)
  const title = titleOf(conversation, place)
  const here = at.mine(token, conversation.id)
  return framePage(place, {
    title,
    path: here,
    otherPath: addresses(place.brand, otherLocale(place.locale)).mine(token, conversation.id),
    isHidden: true,
    body: html`<div class="wide page">${crumbs(place, [{ name: m.help_mine({}, say), path: at.mine(token) }])}<h1>${title}</h1>
<p class="lead">${turnOf(conversation, place)}</p>
${messages.map((one) => message(one, place))}
${hasWritten ? html`<p class="thanks" role="status" id="said">${m.help_mine_arrived({}, say)}</p>` : ''}
<form class="writing" method="post" action="${here}"><input type="hidden" name="once" value="${newToken()}"><label for="text">${m.help_mine_write({}, say)}</label>
${conversation.turn === 'done' ? html`<p class="said">${m.help_mine_reopens({}, say)}</p>` : ''}<textarea class="text" id="text" name="text" rows="5" maxlength="20000" required></textarea><button class="button" type="submit">${m.help_mine_reply({}, say)}</button></form>
${conversation.turn === 'done' || conversation.score !== null ? ratingForm(conversation, here, place) : ''}</div>`,
  })
}

function message(one: ChatMessage, place: Place): Html {
  const isTheirs = one.from === 'visitor'
  const who = isTheirs ? m.help_mine_you({}, { locale: place.locale }) : one.name || place.brand.name
  return html`<div class="bubble${isTheirs ? ' theirs' : ''}"><p>${who} · <time datetime="${one.at}">${dayOf(new Date(one.at), place)}</time></p>${one.text}${one.files.map(
    (file) => html`<br><a href="${file.url}">${file.name}</a>`,
  )}</div>`
}

function ratingForm({ score }: OwnConversation, here: string, { locale }: Place): Html {
  const say = { locale }
  const names: Record<number, string> = { 1: m.help_mine_score_1({}, say), 5: m.help_mine_score_5({}, say) }
  return html`<form class="vote" method="post" action="${here}">${score === null ? '' : html`<p class="said">${m.help_mine_rated({ score: String(score) }, say)}</p>`}
<fieldset><legend>${m.help_mine_rate({}, say)}</legend>${[1, 2, 3, 4, 5].map(
    (one) =>
      html`<label><input type="radio" name="score" value="${one}" required>${names[one] ?? String(one)}</label>`,
  )}</fieldset>
<div class="say"><label for="comment">${m.help_mine_comment({}, say)}</label><textarea class="text" id="comment" name="comment" maxlength="2000" rows="3"></textarea><button class="button" type="submit">${m.help_mine_reply({}, say)}</button></div></form>`
}

const titleOf = ({ id, subject }: OwnConversation, { locale }: Place) =>
  subject.trim() || m.help_mine_no_subject({ number: String(id) }, { locale })

function turnOf({ turn }: OwnConversation, { locale }: Place): string {
  const say = { locale }
  if (turn === 'done') return m.help_mine_done({}, say)
  return turn === 'theirs' ? m.help_mine_with_you({}, say) : m.help_mine_with_us({}, say)
}
