import { m } from '#texts'
import { addressed, withoutOwnHonorific } from '#customers/addressed.ts'
import { openingAt } from '#platform/calendar/opening.ts'
import { clockName, onClock, replyBy } from './reply-by.ts'
import type { Scene } from './scene.ts'

export type Letter = { text: string; promisedFor: Date | null }

/**
 * What somebody who has written is told at once: in their language, that it has come, by when a person answers on their clock, and that
 * this was said automatically. The brand's own words, if it has any, for hours in which people are there and for others.
 */
export function letterOf(scene: Scene, due: Date | undefined, help: string, at: Date): Letter {
  const { brand, conversation, locale, clock } = scene
  const isOpen = !brand.calendar || openingAt(brand.calendar, at).isOpen
  const promisedFor = due ?? replyBy(brand.calendar, at)?.by ?? null
  const promise = promisedFor
    ? m.answers_ack_by(
        { by: onClock(promisedFor, clock, new Date(0)), clock: clockName(clock, at) },
        { locale },
      )
    : m.answers_ack_in_turn({}, { locale })
  const { open, closed } = brand.acknowledgement
  const own = (isOpen ? open[locale] : closed[locale] || open[locale]) || usual(scene, isOpen)
  const nobody = m.answers_ack_nobody({}, { locale })
  const filled = withoutOwnHonorific(own).replaceAll(
    /\{\{\s*([\p{L}\p{N}_.]+)\s*\}\}/gu,
    (whole, name: string) => {
      if (name === 'promise') return promise
      if (name === 'number') return String(conversation.id)
      if (name === 'brand') return brand.name
      return name === 'customer.name' ? addressed(scene.customerName, locale, nobody) : whole
    },
  )
  const isMail = conversation.channel === 'email' || conversation.channel === 'form'
  const automatic = isMail
    ? m.answers_ack_automatic({}, { locale })
    : m.answers_ack_automatic_here({}, { locale })
  return { text: [filled.trim(), automatic, help].filter(Boolean).join('\n\n'), promisedFor }
}

function usual({ locale }: Scene, isOpen: boolean): string {
  const words = { brand: '{{brand}}', number: '{{number}}' }
  const received = m.answers_ack_received(words, { locale })
  const closed = isOpen ? '' : m.answers_ack_closed({}, { locale })
  return [received, closed, '{{promise}}'].filter(Boolean).join('\n')
}
