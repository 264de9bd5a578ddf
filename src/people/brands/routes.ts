import type { FastifyInstance } from 'fastify'
import { serve } from '#platform/serve.ts'
import type { Desk } from '../../desk.ts'
import { brandOf, listBrands } from './brands.ts'
import { archiveBrand, changeBrand, createBrand, rotateIdentitySecret } from './change.ts'
import * as contract from './contract.ts'
import { logoRoutes } from './logo-routes.ts'

/** The brands of the organisation and what each decides about its pages. */
export function brandRoutes(app: FastifyInstance, desk: Desk): void {
  serve(app, contract.listBrands, ({ tx, caller, query }) => listBrands(tx, caller, query))
  serve(app, contract.getBrand, ({ tx, caller, params }) => brandOf(tx, caller, params.id))
  serve(app, contract.createBrand, async ({ tx, caller, body }) =>
    brandOf(tx, caller, await createBrand(tx, caller, body)),
  )
  serve(app, contract.changeBrand, async ({ tx, caller, params, body }) => {
    await changeBrand(tx, caller, params.id, body)
    return brandOf(tx, caller, params.id)
  })
  serve(app, contract.archiveBrand, async ({ tx, caller, params, body }) => {
    await archiveBrand(tx, caller, params.id, body.isArchived)
    return brandOf(tx, caller, params.id)
  })
  logoRoutes(app, desk)
  serve(app, contract.rotateIdentitySecret, ({ tx, caller, params }) =>
    rotateIdentitySecret(tx, desk.vault, caller, params.id),
  )
}
