import type { FastifyInstance } from 'fastify'
import { indexOf } from '#knowledge/index-of-library.ts'
import type { Library } from '#knowledge/library.ts'
import { serve } from '#platform/serve.ts'
import { careFigures } from './care.ts'
import * as contract from './contract.ts'
import { figuresFor } from './figures.ts'
import { csvOf } from './figures-csv.ts'
import { replayPast } from './replay.ts'

/** How well answers help, and what another setting would have done. */
export function measuredRoutes(app: FastifyInstance, { library }: { library: Library }): void {
  serve(app, contract.getFigures, ({ tx, query, locale }) => figuresFor(tx, query, locale))
  serve(app, contract.getCare, ({ tx, query }) => careFigures(tx, query))
  serve(app, contract.getFiguresFile, async ({ tx, query, locale, reply }) => {
    const figures = await figuresFor(tx, query, locale)
    const text = csvOf(figures, query.table, locale)
    reply
      .header(
        'content-disposition',
        `attachment; filename="${query.table}-${figures.from}-${figures.to}.csv"`,
      )
      .type('text/csv; charset=utf-8')
      .send(text)
    return text
  })
  serve(
    app,
    contract.getReplay,
    ({ tx, query }) => replayPast(tx, library, query),
    // Ahead of the transaction, which must not wait for an index with a connection in its hand.
    async ({ caller, query: { brandId } }) => {
      if (!caller.brands.includes(brandId)) return
      const held = await library.of(brandId)
      await Promise.all([indexOf(held, 'ja'), indexOf(held, 'en')])
    },
  )
}
