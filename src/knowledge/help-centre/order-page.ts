import { html } from 'hono/html'
import { m } from '#texts'
import { addresses, otherLocale } from './addresses.ts'
import { contactCard, crumbs, dayOf, framePage, type Html, type Place } from './frame.ts'
import type { TrackedOrder } from './track-order.ts'

export type Tracking = { number: string; proof: string; trouble?: string; order?: TrackedOrder }

/** The two fields that find an order, on the first page and on one of its own. */
export function trackForm(place: Place, typed?: { number: string; proof: string }): Html {
  const say = { locale: place.locale }
  const field = (name: string, label: string, value: string) =>
    typed
      ? html`<label>${label}<input class="text" name="${name}" value="${value}" maxlength="254" autocomplete="off" required></label>`
      : html`<label><span class="hidden">${label}</span><input class="text" name="${name}" placeholder="${label}" maxlength="254" autocomplete="off" required></label>`
  return html`<form class="track${typed ? ' alone' : ''}" method="post" action="${addresses(place.brand, place.locale).order}">
${typed ? '' : html`<div><h2>${m.help_track({}, say)}</h2><p>${m.help_track_hint({}, say)}</p></div>`}
${field('number', m.help_track_number({}, say), typed?.number ?? '')}${field('proof', m.help_track_proof({}, say), typed?.proof ?? '')}
<button class="button" type="submit">${m.help_track_button({}, say)}</button></form>`
}

/** Where an order is, or the fields to ask again. */
export function orderPage(place: Place, { order, trouble, ...typed }: Tracking): Promise<string> {
  const { brand, locale } = place
  const say = { locale }
  const at = addresses(brand, locale)
  const title = order ? m.help_order({ number: order.number }, say) : m.help_track({}, say)
  const question = typed.number === '' ? '' : m.help_order({ number: typed.number }, say)
  return framePage(place, {
    title,
    path: at.order,
    otherPath: addresses(brand, otherLocale(locale)).order,
    isInBoth: true,
    isHidden: order !== undefined || trouble !== undefined,
    body: html`<div class="wide page">${crumbs(place, [{ name: m.help_track({}, say), path: at.order }])}<h1>${title}</h1>
${trouble ? html`<p class="trouble" role="alert">${trouble}</p>` : ''}
${order ? html`${shown(order, place)}<a class="more" href="${at.order}">${m.help_order_another({}, say)}</a>` : html`${trouble ? '' : html`<p class="lead">${m.help_track_hint({}, say)}</p>`}${trackForm(place, typed)}`}
${contactCard(place, question)}</div>`,
  })
}

const steps = ['placed', 'paid', 'shipped', 'delivered'] as const

function shown(order: TrackedOrder, place: Place): Html {
  const { locale } = place
  const say = { locale }
  const reached = steps.findIndex((one) => one === order.state)
  const names = {
    placed: m.help_order_placed({}, say),
    paid: m.help_order_paid({}, say),
    shipped: m.help_order_shipped({}, say),
    delivered: m.help_order_delivered({}, say),
  }
  const state =
    order.state === 'cancelled'
      ? html`<p class="trouble">${m.help_order_cancelled({}, say)}</p>`
      : order.state === 'returned'
        ? html`<p class="trouble">${m.help_order_returned({}, say)}</p>`
        : html`<ol class="steps" aria-label="${m.help_order_progress({}, say)}">${steps.map(
            (one, step) =>
              html`<li class="${step <= reached ? 'done' : ''}"${step === reached ? html` aria-current="step"` : ''}>${names[one]}</li>`,
          )}</ol>`
  return html`${state}<dl class="facts"><dt>${m.help_order_placed_on({}, say)}</dt><dd>${dayOf(order.placedAt, place)}</dd>
${order.items.length > 0 ? html`<dt>${m.help_order_items({}, say)}</dt><dd>${order.items.map((item) => html`${item.name} × ${item.quantity}<br>`)}</dd>` : ''}
<dt>${m.help_order_total({}, say)}</dt><dd>${moneyOf(order, locale)}</dd>
<dt>${m.help_order_parcel({}, say)}</dt><dd>${order.parcels.length === 0 ? m.help_order_no_parcel({}, say) : order.parcels.map((parcel) => html`${parcel.carrier} ${parcel.url ? html`<a href="${parcel.url}" rel="noreferrer">${parcel.tracking}</a>` : parcel.tracking}<br>`)}</dd></dl>`
}

function moneyOf({ currency, totalMinor }: TrackedOrder, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return format.format(totalMinor / 10 ** digits)
}
