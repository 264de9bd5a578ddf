import { Icon } from '#agent/kit/icon.tsx'
import type { Rule } from '../contract.ts'

/** What somebody should know of a rule before trusting it. */
export function Warnings({ rule }: { rule: Rule }) {
  if (rule.warnings.length === 0) return null
  return (
    <ul className="mb-4 grid max-w-[80ch] gap-1 rounded-[9px] bg-kohaku-soft px-3 py-2 text-small text-kohaku">
      {rule.warnings.map((one) => (
        <li key={one.code} className="flex gap-2">
          <span className="mt-[3px] shrink-0">
            <Icon name="alert" />
          </span>
          {one.text}
        </li>
      ))}
    </ul>
  )
}
