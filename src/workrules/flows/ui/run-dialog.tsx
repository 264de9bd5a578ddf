import { Dialog } from '#agent/kit/dialog.tsx'
import { exactOf, whenOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import type { FlowRun } from '../runs-contract.ts'

/** The way a run has gone so far, each step with its time and what came of it. */
export default function RunDialog({ run, onClose }: { run: FlowRun; onClose: () => void }) {
  return (
    <Dialog title={run.flow.name} isOpen onClose={onClose} width={560}>
      <RunHistory run={run} />
    </Dialog>
  )
}

/** The same without a frame. */
export function RunHistory({ run }: { run: FlowRun }) {
  const begun = { rule: m.flows_by_rule, customer: m.flows_by_customer, flow: m.flows_by_flow }
  const by = begun[run.startedBy.kind as 'rule'] ?? m.flows_by_person
  return (
    <>
      <p className="text-list text-ink2">
        {by({ name: run.startedBy.name, when: whenOf(run.startedAt) })}{' '}
        {m.flows_version({ version: run.version })}
        {run.isOld && run.endedAt === null && ` · ${m.flows_is_old()}`}
      </p>
      <ol className="mt-3 grid gap-2.5 border-l-2 border-line pl-3.5">
        {run.history.map((one) => (
          <li key={one.entry}>
            <div className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-medium">{one.name}</span>
              {one.outcome && <span className="text-ink2">→ {one.outcome}</span>}
            </div>
            <div className="text-small text-ink3" title={exactOf(one.enteredAt)}>
              {[
                one.leftAt && one.leftAt !== one.enteredAt
                  ? m.flows_from_to({ from: whenOf(one.enteredAt), to: whenOf(one.leftAt) })
                  : whenOf(one.enteredAt),
                one.by?.name,
              ]
                .filter(Boolean)
                .join(' · ')}
            </div>
          </li>
        ))}
      </ol>
      <p className={run.state === 'stuck' ? 'mt-3 text-shu' : 'mt-3 text-ink2'}>{run.text}</p>
    </>
  )
}
