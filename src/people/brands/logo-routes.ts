import type { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { inBrands } from '#platform/database.ts'
import type { Files } from '#platform/files.ts'
import { invalid, signInNeeded } from '#platform/refusal.ts'
import { admit, parse, serve } from '#platform/serve.ts'
import { serveFile } from '#platform/serve-file.ts'
import { m } from '#texts'
import { brandOf } from './brands.ts'
import * as contract from './contract.ts'
import { logoContent, logoTooLarge, readLogo, setLogo } from './logo.ts'

export function logoRoutes(app: FastifyInstance, { files }: { files: Files }): void {
  const endpoint = contract.uploadLogo
  app.served.endpoints.push(endpoint)
  const url = endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1')
  app.post(url, { bodyLimit: endpoint.bodyLimit }, async (request) => {
    const { caller, locale } = await app.identify(request)
    admit(endpoint, caller)
    if (!caller) throw signInNeeded()
    const { id } = parse(endpoint.params, request.params, 'path', locale) as z.output<typeof endpoint.params>
    await inBrands(app.db, caller.brands, (tx) => brandOf(tx, caller, id))
    if (request.headers['content-type'] !== 'application/octet-stream')
      throw invalid('logo', 'logo_no_picture', (to) => m.people_logo_no_picture({}, { locale: to }))
    // Said before it is sent, where that is known.
    if (Number(request.headers['content-length'] ?? 0) > contract.largestLogo) throw logoTooLarge()
    const logo = await readLogo(files, request.body as Readable)
    return inBrands(app.db, caller.brands, async (tx) => {
      await setLogo(tx, caller, id, logo)
      return brandOf(tx, caller, id)
    })
  })
  serve(app, contract.removeLogo, async ({ tx, caller, params }) => {
    await setLogo(tx, caller, params.id, null)
    return brandOf(tx, caller, params.id)
  })
  serveFile(app, contract.getLogo, ({ tx, params, reply }) => {
    // Seen from mail programs that are web pages of others.
    reply.header('cross-origin-resource-policy', 'cross-origin')
    return logoContent(tx, files, params.id)
  })
}
