import type { FastifyInstance } from 'fastify'
import { conversationFor } from '#conversations/door.ts'
import { actorOf, type Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { serve } from '#platform/serve.ts'
import { beginFlow } from './begin.ts'
import * as contract from './contract.ts'
import * as runsContract from './runs-contract.ts'
import { moveRun, retryRun, skipStep, stopRun } from './direct.ts'
import { flowPageFor, listFlows, listVersions } from './list-flows.ts'
import { readyFlow, readyFlows } from './ready/list.ts'
import { lockedRun } from './run.ts'
import { listRuns, runFor, runsIn } from './runs.ts'
import { changeFlow, createFlow, deleteFlow, publishFlow, withdrawFlow } from './save-flow.ts'
import { tick } from './tick.ts'
import { tryOut } from './try-out.ts'
import { goTo } from './walk.ts'

export function flowRoutes(app: FastifyInstance): void {
  definitions(app)
  runs(app)
}

function definitions(app: FastifyInstance): void {
  serve(app, contract.listFlows, async ({ tx, query }) => ({
    items: await listFlows(tx, query),
    nextCursor: null,
  }))
  serve(app, contract.listReadyFlows, async ({ locale }) => ({
    items: readyFlows.map(({ key, name, about }) => ({
      key,
      name: name[locale],
      about: about[locale],
      steps: readyFlow(key, locale)?.graph.steps.length ?? 0,
    })),
    nextCursor: null,
  }))
  serve(app, contract.getFlow, ({ tx, params, locale }) => flowPageFor(tx, params.id, locale))
  serve(app, contract.createFlow, async ({ tx, caller, body, locale }) =>
    flowPageFor(tx, await createFlow(tx, { ...caller, locale }, body), locale),
  )
  serve(app, contract.changeFlow, async ({ tx, caller, params, body, locale }) => {
    await changeFlow(tx, caller, params.id, body)
    return flowPageFor(tx, params.id, locale)
  })
  serve(app, contract.publishFlow, async ({ tx, caller, params, body, locale }) => {
    await publishFlow(tx, { ...caller, locale }, params.id, body.revision)
    return flowPageFor(tx, params.id, locale)
  })
  serve(app, contract.withdrawFlow, async ({ tx, caller, params, locale }) => {
    await withdrawFlow(tx, caller, params.id)
    return flowPageFor(tx, params.id, locale)
  })
  serve(app, contract.deleteFlow, async ({ tx, caller, params }) => {
    await deleteFlow(tx, caller, params.id)
    return {}
  })
  serve(app, contract.listFlowVersions, async ({ tx, params }) => ({
    items: await listVersions(tx, params.id),
    nextCursor: null,
  }))
  serve(app, contract.tryFlow, ({ tx, body, locale }) => tryOut(tx, body, locale))
}

type Call = { tx: Tx; caller: Caller; locale: Locale; params: { id: number } }
const shown = ({ tx, caller, locale }: Call, id: number) => runFor(tx, id, { ...caller, locale })

function runs(app: FastifyInstance): void {
  serve(app, runsContract.listConversationFlowRuns, async ({ tx, caller, params, locale }) => ({
    items: await runsIn(tx, params.id, { ...caller, locale }),
    nextCursor: null,
  }))
  serve(app, runsContract.startFlow, async (call) => {
    const { tx, caller, params, body } = call
    const conversation = await conversationFor(tx, params.id, 'change')
    const id = await beginFlow(tx, conversation, { flowId: body.flowId, actor: actorOf(caller) })
    if (id === undefined) throw new Error('A flow that somebody starts has no cause that could be known')
    // Whoever pressed the button sees at once where it stands; the job finds the first step done.
    await goTo(tx, await lockedRun(tx, id), null)
    return shown(call, id)
  })
  serve(app, runsContract.listFlowRuns, ({ tx, caller, query, locale }) =>
    listRuns(tx, query, { ...caller, locale }),
  )
  serve(app, runsContract.getFlowRun, (call) => shown(call, call.params.id))
  serve(app, runsContract.stopFlowRun, async (call) => {
    await stopRun(call.tx, call.caller, call.params.id)
    return shown(call, call.params.id)
  })
  serve(app, runsContract.retryFlowRun, async (call) => {
    await retryRun(call.tx, call.caller, call.params.id)
    return shown(call, call.params.id)
  })
  serve(app, runsContract.skipFlowStep, async (call) => {
    await skipStep(call.tx, call.caller, call.params.id, call.body.outcome)
    return shown(call, call.params.id)
  })
  serve(app, runsContract.moveFlowRun, async (call) => {
    await moveRun(call.tx, call.caller, call.params.id, call.body.step)
    return shown(call, call.params.id)
  })
  serve(app, runsContract.tickFlowItem, async (call) => {
    await tick(call.tx, call.caller, call.params.id, call.body)
    return shown(call, call.params.id)
  })
}
