import { whenOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import type { HandOverCard } from '../contract.ts'

/** What was tried and what was promised, behind a fold each. */
export function KnownFacts({ tried, promised }: Pick<HandOverCard, 'tried' | 'promised'>) {
  return (
    <div className="grid gap-1.5">
      <Fold title={m.escalation_tried({ count: tried.length })} isEmpty={tried.length === 0}>
        {tried.map((one) => (
          <li key={`${one.kind}${one.at}${one.text}`} className="py-1">
            <span className="text-ink3">
              {whenOf(one.at)} · {triedName(one.kind)} · {one.who}
            </span>
            <span className="block">{one.text}</span>
          </li>
        ))}
      </Fold>
      <Fold title={m.escalation_promised({ count: promised.length })} isEmpty={promised.length === 0}>
        {promised.map((one) => (
          <li key={one.id} className="py-1">
            <span className={one.state === 'overdue' || one.state === 'broken' ? 'text-shu' : 'text-ink3'}>
              {promiseState(one.state)} · {whenOf(one.dueAt)} · {one.owner}
            </span>
            <span className="block">{one.what}</span>
          </li>
        ))}
      </Fold>
    </div>
  )
}

function Fold({ title, isEmpty, children }: { title: string; isEmpty: boolean; children: React.ReactNode }) {
  if (isEmpty) return <p className="text-small text-ink3">{title}</p>
  return (
    <details>
      <summary className="cursor-pointer text-small font-semibold text-ink2 hover:text-ink max-phone:py-2">
        {title}
      </summary>
      <ul className="mt-1 border-l-2 border-line pl-3 text-small">{children}</ul>
    </details>
  )
}

const triedName = (kind: HandOverCard['tried'][number]['kind']): string =>
  ({
    reply: m.escalation_tried_reply,
    automatic: m.escalation_tried_automatic,
    note: m.escalation_tried_note,
    article: m.escalation_tried_article,
    grant: m.escalation_tried_grant,
    task: m.escalation_tried_task,
  })[kind]()

const promiseState = (state: HandOverCard['promised'][number]['state']): string =>
  ({
    open: m.escalation_promise_open,
    overdue: m.escalation_promise_overdue,
    kept: m.escalation_promise_kept,
    broken: m.escalation_promise_broken,
  })[state]()
