import type { Greet } from '#channels/web-chat/panel-config.ts'
import type { Library } from '#knowledge/library.ts'
import { m } from '#texts'
import { type Database, inBrands } from '#platform/database.ts'
import { isOnDuty } from './answer-question.ts'
import * as buttons from './buttons.ts'
import { brandOf } from './scene.ts'
import { shelfFor } from './shelf.ts'
import { nameOf } from './take-turn.ts'

const mostTopics = 5

/** What the bot begins with in a chat that is opened: who it is, that it is automatic, what is asked most, and the way to a person. */
export function greeting(desk: { db: Database; library: Library }): Greet {
  return async (brandId, locale) => {
    const brand = await inBrands(desk.db, [brandId], (tx) => brandOf(tx, brandId), { isReading: true })
    if (!brand?.bot.answersChat || !isOnDuty(brand)) return undefined
    const shelf = await shelfFor(await desk.library.of(brandId), locale, null)
    return {
      name: nameOf({ brand, locale }),
      greeting: brand.bot.greeting[locale] || m.answers_bot_greeting({}, { locale }),
      topics: [...shelf.topics(brand.bot.topics, mostTopics).map(buttons.topic), buttons.person(locale)],
    }
  }
}
