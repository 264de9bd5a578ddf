import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import { cx } from '#agent/kit/classes.ts'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import type { Step } from '../../graph.ts'
import { kindName, outcomeName, stepName } from '../../names.ts'
import { outcomesOf } from '../../outcomes.ts'

export type StepNodeType = Node<{ step: Step; isStart: boolean; isWrong: boolean }, 'step'>

/** A step as it is drawn: what it is called, of which kind it is, and what may come of it. */
export function StepNode({ data: { step, isStart, isWrong }, selected }: NodeProps<StepNodeType>) {
  const locale = getLocale() === 'ja' ? 'ja' : 'en'
  const outcomes = outcomesOf(step)
  return (
    <div
      className={cx(
        'w-[232px] rounded-[9px] border bg-paper text-list',
        isWrong ? 'border-shu' : selected ? 'border-ai' : 'border-line',
        selected && 'shadow-float',
      )}
    >
      <Handle type="target" position={Position.Top} />
      <div className="flex items-center gap-2 px-3 pt-2 text-micro text-ink3">
        <span className="flex-1">{kindName(step.kind, locale)}</span>
        {isStart && <span className="font-semibold text-ai">{m.flows_is_start()}</span>}
        {isWrong && <span className="font-semibold text-shu">{m.flows_is_wrong()}</span>}
      </div>
      <div className="px-3 pb-2 leading-snug font-medium">{stepName(step, locale)}</div>
      {outcomes.length > 0 && (
        <ul className="border-t border-line">
          {outcomes.map(({ key }) => (
            <li key={key} className="relative px-3 py-[3px] text-right text-micro text-ink2">
              <span className="block truncate">{outcomeName(step, key, locale)}</span>
              <Handle type="source" id={key} position={Position.Right} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
