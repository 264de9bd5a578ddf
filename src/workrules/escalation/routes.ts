import type { FastifyInstance } from 'fastify'
import { conversationFor } from '#conversations/door.ts'
import { actorOf } from '#platform/caller.ts'
import { serve } from '#platform/serve.ts'
import { accept } from './accept.ts'
import * as contract from './contract.ts'
import { changeEscalationSettings, getEscalationSettings } from './contract-settings.ts'
import { draftCard } from './draft.ts'
import { escalationPage, listEscalations } from './escalations.ts'
import { escalationFigures } from './figures.ts'
import { end, goUp, rewriteCard, sendBack } from './hand-on.ts'
import { raise } from './raise.ts'
import { saveSettings, settingsOf } from './settings.ts'

/** Handing a conversation to somebody who may decide more. */
export function escalationRoutes(app: FastifyInstance): void {
  serve(app, getEscalationSettings, ({ tx, params }) => settingsOf(tx, params.id))
  serve(app, changeEscalationSettings, async ({ tx, caller, params, body }) => {
    await saveSettings(tx, caller, params.id, body)
    return settingsOf(tx, params.id)
  })
  serve(app, contract.draftCard, async ({ tx, caller, params, query }) =>
    draftCard(tx, caller, await conversationFor(tx, params.id, 'read'), query),
  )
  serve(app, contract.raiseEscalation, async ({ tx, caller, params, body }) => {
    const raiser = { actor: actorOf(caller), locale: caller.locale }
    const id = await raise(tx, raiser, await conversationFor(tx, params.id, 'change'), body)
    return escalationPage(tx, caller, id)
  })
  serve(app, contract.listEscalations, ({ tx, caller, query }) => listEscalations(tx, caller.staffId, query))
  serve(app, contract.escalationFigures, ({ tx, query }) => escalationFigures(tx, query))
  serve(app, contract.getEscalation, ({ tx, caller, params }) => escalationPage(tx, caller, params.id))
  serve(app, contract.changeCard, async ({ tx, caller, params, body }) => {
    await rewriteCard(tx, caller, params.id, body)
    return escalationPage(tx, caller, params.id)
  })
  serve(app, contract.acceptEscalation, async ({ tx, caller, params }) => {
    await accept(tx, caller, params.id)
    return escalationPage(tx, caller, params.id)
  })
  serve(app, contract.sendBackEscalation, async ({ tx, caller, params, body }) => {
    await sendBack(tx, caller, params.id, body.why)
    return escalationPage(tx, caller, params.id)
  })
  serve(app, contract.goUpEscalation, async ({ tx, caller, params, body }) => {
    await goUp(tx, caller, params.id, body)
    return escalationPage(tx, caller, params.id)
  })
  serve(app, contract.endEscalation, async ({ tx, caller, params, body }) => {
    await end(tx, caller, params.id, body.outcome)
    return escalationPage(tx, caller, params.id)
  })
}
