import { Icon } from '#agent/kit/icon.tsx'
import { m } from '#texts'
import type { FlowProblem } from '../../contract.ts'

/** What keeps the flow from being published; each leads to its step. */
export function ProblemList({
  problems,
  onPick,
}: {
  problems: readonly FlowProblem[]
  onPick: (step: string) => void
}) {
  if (problems.length === 0) return null
  return (
    <section
      aria-label={m.flows_problems({ count: problems.length })}
      className="max-h-[22dvh] overflow-y-auto border-b border-line bg-shu-soft px-4 py-2 text-shu"
    >
      <h2 className="flex items-center gap-1.5 text-small">
        <Icon name="alert" size={14} />
        {m.flows_problems({ count: problems.length })}
      </h2>
      <ul className="mt-0.5 grid gap-0.5 pl-5 text-small">
        {problems.map(({ code, step, text }, at) => (
          <li key={`${code} ${step} ${at}`}>
            {step ? (
              <button
                type="button"
                className="underline-offset-2 hover:underline max-phone:min-h-11"
                onClick={() => onPick(step)}
              >
                {text}
              </button>
            ) : (
              text
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
