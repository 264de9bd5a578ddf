import { actorOf as staffOf, type Caller, hasRole } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import type { Locale } from '#platform/locale.ts'
import { forbidden, invalid, Refusal } from '#platform/refusal.ts'
import { m } from '#texts'
import { approvalPage } from '../approvals/approvals.ts'
import { stop } from './finish.ts'
import { outcomeName, stepName } from './names.ts'
import { outcomesOf } from './outcomes.ts'
import { starterOf } from './starter.ts'
import { graphOf, lockedRun, type Run, stepOf } from './run.ts'
import { goOn, goTo, type Held } from './walk.ts'

/** Whether somebody may stop a run, try it again and lead it on: who leads, has the conversation, or started it. */
export const mayDirect = (
  caller: Pick<Caller, 'role' | 'staffId'>,
  run: Pick<Run, 'startedBy' | 'startedById'>,
  assigneeId: number | null,
) =>
  hasRole(caller, 'supervisor') ||
  (hasRole(caller, 'agent') &&
    (assigneeId === caller.staffId || (run.startedBy === 'staff' && run.startedById === caller.staffId)))

/** Stops a run for good. */
export async function stopRun(tx: Tx, caller: Caller, id: number): Promise<void> {
  const { run } = await directedRun(tx, caller, id)
  await stop(tx, run, 'by_hand', staffOf(caller))
}

/** Does the step anew at which a run is stuck. */
export async function retryRun(tx: Tx, caller: Caller, id: number): Promise<void> {
  const held = await directedRun(tx, caller, id)
  if (held.run.state !== 'stuck')
    throw new Refusal(409, 'run_not_stuck', (locale) => m.flows_not_stuck({}, { locale }))
  await tell(tx, caller, held.run, 'flow.retried', {})
  await goTo(tx, held, held.run.step, { outcome: 'retried', byId: caller.staffId })
}

/** Leads a run on as if this had come of the step where it stands. */
export async function skipStep(tx: Tx, caller: Caller, id: number, outcome: string): Promise<void> {
  const held = await directedRun(tx, caller, id)
  const graph = await graphOf(tx, held.run)
  const step = graph && stepOf(graph, held.run.step)
  if (!step || !outcomesOf(step).some((one) => one.key === outcome))
    throw invalid('outcome', 'outcome_unknown', (locale) => m.flows_outcome_unknown({}, { locale }))
  if (step.kind === 'approval' && outcome === 'approved') await refuseYes(tx, caller, held.run)
  if (step.kind === 'ask' && held.run.step !== null) held.run.answers[held.run.step] = { choice: outcome }
  await tell(tx, caller, held.run, 'flow.skipped', {
    step: step.id,
    stepName: step.name,
    outcome,
    from: inBoth((locale) => stepName(step, locale)),
    came: inBoth((locale) => outcomeName(step, outcome, locale)),
  })
  await goOn(tx, held, { outcome, byId: caller.staffId, detail: { skipped: true } })
}

/** Moves a run to another step, of the version that is published now: how a run gets from an old version to a new one. */
export async function moveRun(tx: Tx, caller: Caller, id: number, stepId: string): Promise<void> {
  const held = await directedRun(tx, caller, id)
  if (!hasRole(caller, 'supervisor')) throw forbidden()
  const { run } = held
  const flow = await tx
    .selectFrom('flows')
    .select('published_version as version')
    .where('brand_id', '=', run.brandId)
    .where('id', '=', run.flowId)
    .executeTakeFirstOrThrow()
  const version = flow.version ?? run.version
  const graph = await graphOf(tx, { ...run, version })
  const step = graph && stepOf(graph, stepId)
  if (!step) throw invalid('step', 'step_unknown', (locale) => m.flows_step_unknown({}, { locale }))
  const stands = stepOf((await graphOf(tx, run)) ?? noGraph, run.step)
  // Past an approval, whichever way; to the same question in the new version whoever leads may.
  if (stands?.kind === 'approval' && step.kind !== 'approval') await refuseYes(tx, caller, run)
  await tell(tx, caller, run, 'flow.moved', {
    from: run.version,
    version,
    step: stepId,
    stepName: step.name,
    to: inBoth((locale) => stepName(step, locale)),
  })
  const left = { outcome: 'moved', byId: caller.staffId }
  await goTo(tx, { ...held, run: Object.assign(run, { version }) }, stepId, left)
}

/** A yes that others were asked for is theirs to say, and never that of whoever started the run. */
async function refuseYes(tx: Tx, caller: Caller, run: Run): Promise<void> {
  const { approvalId } = run.waits
  const may =
    typeof approvalId === 'number'
      ? (await approvalPage(tx, caller, approvalId)).mayDecide
      : hasRole(caller, 'supervisor') && (await starterOf(tx, run)) !== caller.staffId
  if (!may) throw new Refusal(403, 'yes_of_others', (locale) => m.flows_yes_of_others({}, { locale }))
}

const inBoth = (say: (locale: Locale) => string) => ({ en: say('en'), ja: say('ja') })

const noGraph = { start: '', steps: [] }

async function directedRun(tx: Tx, caller: Caller, id: number): Promise<Held> {
  const held = await lockedRun(tx, id)
  if (!mayDirect(caller, held.run, held.conversation.assignee_id)) throw forbidden()
  refuseOver(held.run)
  return held
}

/** Refuses what is over. */
export function refuseOver({ state }: Pick<Run, 'state'>): void {
  if (state === 'ended' || state === 'stopped')
    throw new Refusal(409, 'run_over', (locale) => m.flows_run_over({}, { locale }))
}

function tell(tx: Tx, caller: Caller, run: Run, type: string, data: Record<string, unknown>) {
  const { id: flowRunId, flowId, flowName } = run
  return record(tx, {
    type,
    brandId: run.brandId,
    conversationId: run.conversationId,
    actor: staffOf(caller),
    data: { flowRunId, flowId, flowName, ...data },
  })
}
