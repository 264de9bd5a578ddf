import type { FastifyInstance } from 'fastify'
import { actorOf } from '#platform/caller.ts'
import { serve } from '#platform/serve.ts'
import * as contract from './contract.ts'
import * as runsContract from './runs-contract.ts'
import { dryRun } from './dry-run.ts'
import { listRules, ruleFor } from './list-rules.ts'
import { partsFor } from './parts.ts'
import { listConversationRuns, listRuleDeeds } from './runs.ts'
import { listRuleVersions, ruleVersion } from './versions.ts'
import { changeRule, createRule, deleteRule, orderRules } from './save-rule.ts'

export function ruleRoutes(app: FastifyInstance): void {
  serve(app, contract.listRules, async ({ tx, query, locale }) => ({
    items: await listRules(tx, query, locale),
    nextCursor: null,
  }))
  serve(app, contract.getRule, ({ tx, params, locale }) => ruleFor(tx, params.id, locale))
  serve(app, contract.createRule, async ({ tx, caller, body, locale }) =>
    ruleFor(tx, await createRule(tx, body, caller.staffId, actorOf(caller)), locale),
  )
  serve(app, contract.changeRule, async ({ tx, caller, params, body, locale }) => {
    await changeRule(tx, params.id, body, caller.staffId, actorOf(caller))
    return ruleFor(tx, params.id, locale)
  })
  serve(app, contract.deleteRule, async ({ tx, caller, params }) => {
    await deleteRule(tx, params.id, actorOf(caller))
    return {}
  })
  serve(app, contract.orderRules, async ({ tx, caller, body, locale }) => {
    await orderRules(tx, body, actorOf(caller))
    return { items: await listRules(tx, { brandId: body.brandId }, locale), nextCursor: null }
  })
  serve(app, runsContract.listRuleVersions, ({ tx, params, query, locale }) =>
    listRuleVersions(tx, params.id, query, locale),
  )
  serve(app, runsContract.getRuleVersion, ({ tx, params, locale }) =>
    ruleVersion(tx, params.id, params.version, locale),
  )
  serve(app, contract.getRuleParts, ({ tx, query, locale }) => partsFor(tx, query.brandId, locale))
  serve(app, contract.dryRun, ({ tx, body, locale }) => dryRun(tx, body, locale))
  serve(app, runsContract.listRuleDeeds, ({ tx, params, query, locale }) =>
    listRuleDeeds(tx, params.id, query, locale),
  )
  serve(app, runsContract.listConversationRuns, ({ tx, params, query, locale }) =>
    listConversationRuns(tx, params.id, query, locale),
  )
}
