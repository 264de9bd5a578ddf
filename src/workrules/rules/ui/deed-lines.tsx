import { m } from '#texts'
import type { RuleDeed } from '../runs-contract.ts'

/** What a rule did or would do: each action, and what it changed from what to what. */
export function DeedLines({ deeds }: { deeds: RuleDeed['deeds'] }) {
  return (
    <ul className="grid gap-0.5 text-small text-ink2">
      {deeds.map((one, at) => (
        <li key={at}>
          {one.refused ? (
            <>
              {one.text} <span className="text-shu">{one.refused}</span>
            </>
          ) : one.changes.length > 0 ? (
            one.changes.map((change) => (
              <span key={change.of} className="mr-3 inline-block">
                {m.rules_changed(change)}
              </span>
            ))
          ) : (
            one.text
          )}
        </li>
      ))}
    </ul>
  )
}
