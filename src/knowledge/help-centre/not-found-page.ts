import { html } from 'hono/html'
import { m } from '#texts'
import { contactCard, framePage, type Place } from './frame.ts'
import { topicGrid } from './home.ts'
import type { Site } from './site.ts'

/** For an address that leads nowhere, or no longer: the topics, the search above, and people. */
export function notFoundPage(place: Place, site: Site, path: string, now: Date): Promise<string> {
  const say = { locale: place.locale }
  return framePage(place, {
    title: m.help_gone({}, say),
    path,
    isHidden: true,
    body: html`<div class="wide page"><h1>${m.help_gone({}, say)}</h1><p class="lead">${m.help_gone_text({}, say)}</p>
${topicGrid(place, site, now)}${contactCard(place)}</div>`,
  })
}
