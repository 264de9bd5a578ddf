import type { FastifyInstance } from 'fastify'
import { actorOf } from '#platform/caller.ts'
import { serve } from '#platform/serve.ts'
import { listCalendars } from './calendars.ts'
import { changeCalendar, createCalendar, deleteCalendar } from './change-calendar.ts'
import * as contract from './contract.ts'
import { countriesWithHolidays } from './holidays.ts'
import { previewOf } from './preview.ts'

/** When people are there. */
export function calendarRoutes(app: FastifyInstance): void {
  serve(app, contract.listCalendars, async ({ tx, query }) => ({
    items: await listCalendars(tx, query),
    nextCursor: null,
  }))
  serve(app, contract.createCalendar, ({ tx, caller, body }) => createCalendar(tx, body, actorOf(caller)))
  serve(app, contract.changeCalendar, ({ tx, caller, params, body }) =>
    changeCalendar(tx, params.id, body, actorOf(caller)),
  )
  serve(app, contract.deleteCalendar, async ({ tx, caller, params }) => {
    await deleteCalendar(tx, params.id, actorOf(caller))
    return {}
  })
  serve(app, contract.previewCalendar, ({ body }) => previewOf(body))
  serve(app, contract.listHolidayCountries, async () => ({
    items: await countriesWithHolidays(),
    nextCursor: null,
  }))
}
