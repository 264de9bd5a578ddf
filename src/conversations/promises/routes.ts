import { clockOf } from '#customers/clock.ts'
import type { FastifyInstance } from 'fastify'
import { calendarOf } from '#people/calendars/calendar-of.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { serve } from '#platform/serve.ts'
import { type Conversation, conversationFor } from '../door.ts'
import { changePromise, endPromise, openPromiseFor } from './change.ts'
import * as contract from './contract.ts'
import { promiseFigures } from './figures.ts'
import { promisesIn } from './found.ts'
import { makePromise } from './make.ts'
import { listPromises, promisePage } from './promises.ts'
import { promiseTimes } from './times.ts'

export function promiseRoutes(app: FastifyInstance): void {
  serve(app, contract.listPromises, ({ tx, caller, query }) => listPromises(tx, caller.staffId, query))
  serve(app, contract.promiseFigures, ({ tx, query }) => promiseFigures(tx, query))
  serve(app, contract.getPromise, ({ tx, params }) => promisePage(tx, params.id))
  serve(app, contract.makePromise, async ({ tx, caller, params, body }) =>
    promisePage(tx, await makePromise(tx, caller, await conversationFor(tx, params.id, 'change'), body)),
  )
  serve(app, contract.changePromise, async ({ tx, caller, params, body }) => {
    await changePromise(tx, caller, await openPromiseFor(tx, params.id), body)
    return promisePage(tx, params.id)
  })
  serve(app, contract.endPromise, async ({ tx, caller, params, body }) => {
    await endPromise(tx, caller, await openPromiseFor(tx, params.id), body)
    return promisePage(tx, params.id)
  })
  serve(app, contract.promiseTimes, async ({ tx, params }) => {
    const conversation = await conversationFor(tx, params.id, 'read')
    const calendar = await keepersCalendar(tx, conversation)
    const { timeZone, isTheirs } = await clockOf(tx, conversation)
    return {
      zone: calendar.zone,
      customerZone: timeZone,
      isZoneKnown: isTheirs,
      items: promiseTimes(calendar, now()),
    }
  })
  serve(app, contract.findPromises, async ({ tx, params, body }) => {
    const calendar = await keepersCalendar(tx, await conversationFor(tx, params.id, 'read'))
    return { items: promisesIn(body.text, calendar, now()) }
  })
}

const keepersCalendar = (tx: Tx, { brand_id, team_id, channel }: Conversation) =>
  calendarOf(tx, { brandId: brand_id, teamId: team_id, channel })
