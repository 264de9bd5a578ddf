import type { FastifyInstance } from 'fastify'
import { conversationFor } from '#conversations/door.ts'
import { actorOf } from '#platform/caller.ts'
import { serve } from '#platform/serve.ts'
import { appliedManuals } from './applied-manuals.ts'
import * as contract from './contract.ts'
import { confirmReading, listMyReadings, myReading } from './my-readings.ts'
import { listReadings, readingOfArticle, readingPage } from './readings.ts'
import { endReading, requireReading } from './require-reading.ts'
import { remindReaders } from './watch-reading.ts'

export function requiredReadingRoutes(app: FastifyInstance): void {
  serve(app, contract.listReadings, ({ tx, query }) => listReadings(tx, query))
  serve(app, contract.getReading, ({ tx, params }) => readingPage(tx, params.id))
  serve(app, contract.remindReaders, async ({ tx, caller, params }) => {
    const { brandId } = await readingPage(tx, params.id)
    await remindReaders(tx, brandId, params.id, actorOf(caller))
    return {}
  })
  serve(app, contract.readingOfArticle, ({ tx, params }) => readingOfArticle(tx, params.id))
  serve(app, contract.requireReading, async ({ tx, caller, params, body }) => {
    const by = { actor: actorOf(caller), staffId: caller.staffId }
    return readingPage(tx, await requireReading(tx, params.id, body, by))
  })
  serve(app, contract.endReading, async ({ tx, caller, params }) => {
    await endReading(tx, params.id, actorOf(caller))
    return {}
  })
  serve(app, contract.listMyReadings, ({ tx, caller, query }) => listMyReadings(tx, caller, query.state))
  serve(app, contract.getMyReading, ({ tx, caller, locale, params }) =>
    myReading(tx, caller, locale, params.id),
  )
  serve(app, contract.confirmReading, ({ tx, caller, locale, params, body }) =>
    confirmReading(tx, caller, locale, params.id, body),
  )
  serve(app, contract.appliedManuals, async ({ tx, locale, params }) =>
    appliedManuals(tx, await conversationFor(tx, params.id, 'read'), locale),
  )
}
