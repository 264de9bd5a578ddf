import type { FastifyInstance } from 'fastify'
import { serve } from '#platform/serve.ts'
import { articlePage } from './article.ts'
import { compare } from './compare.ts'
import { publish, unschedule, withdraw } from './publish.ts'
import { restoreVersion } from './restore-version.ts'
import { approve, askForReview, remarkOn, sendBack } from './review.ts'
import { saveText } from './save-text.ts'
import * as contract from './texts-contract.ts'
import { listVersions, versionPage } from './versions.ts'

/** What is done with the text of one language; each change answers with the whole article. */
export function textRoutes(app: FastifyInstance): void {
  serve(app, contract.saveText, async ({ tx, caller, params, body }) => {
    await saveText(tx, params, body, caller.staffId)
    return articlePage(tx, params.id)
  })
  serve(app, contract.askForReview, async ({ tx, caller, params, body }) => {
    await askForReview(tx, params, { ...body, staffId: caller.staffId })
    return articlePage(tx, params.id)
  })
  serve(app, contract.remarkOn, async ({ tx, caller, params, body }) => {
    await remarkOn(tx, params, { ...body, staffId: caller.staffId })
    return articlePage(tx, params.id)
  })
  serve(app, contract.approve, async ({ tx, caller, params, body }) => {
    await approve(tx, params, { ...body, staffId: caller.staffId })
    return articlePage(tx, params.id)
  })
  serve(app, contract.sendBack, async ({ tx, caller, params, body }) => {
    await sendBack(tx, params, { ...body, staffId: caller.staffId })
    return articlePage(tx, params.id)
  })
  serve(app, contract.publish, async ({ tx, caller, params, body }) => {
    const at = body.at === null ? null : new Date(body.at)
    await publish(tx, params, { revision: body.revision, at, staffId: caller.staffId, isSmall: body.isSmall })
    return articlePage(tx, params.id)
  })
  serve(app, contract.unschedule, async ({ tx, caller, params }) => {
    await unschedule(tx, params, caller.staffId)
    return articlePage(tx, params.id)
  })
  serve(app, contract.withdraw, async ({ tx, caller, params }) => {
    await withdraw(tx, params, caller.staffId)
    return articlePage(tx, params.id)
  })
  serve(app, contract.listVersions, ({ tx, params, query }) => listVersions(tx, params, query))
  serve(app, contract.getVersion, ({ tx, params }) => versionPage(tx, params.id))
  serve(app, contract.compare, ({ tx, params, query }) => compare(tx, params, query))
  serve(app, contract.restoreVersion, async ({ tx, caller, params, body }) => {
    await restoreVersion(tx, params, body, caller.staffId)
    return articlePage(tx, params.id)
  })
}
