import { useState } from 'react'
import { useAskPages } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { PagedList } from '#agent/kit/paged-list.tsx'
import { m } from '#texts'
import type { RuleVersion } from '../runs-contract.ts'
import { RuleWords, savedBy } from './rule-then.tsx'

type Props = { ruleId: number; onTake: (version: RuleVersion) => void }

/** A rule as it was each time it was saved; one of them can be taken over into the form. */
export function VersionsPanel({ ruleId, onTake }: Props) {
  const pages = useAskPages('GET /api/rules/{id}/versions', { params: { id: ruleId } }, { limit: 20 })
  return (
    <PagedList pages={pages} empty={m.rules_no_versions()} keyOf={(one) => one.version}>
      {(one) => <Version version={one} onTake={onTake} />}
    </PagedList>
  )
}

function Version({ version, onTake }: { version: RuleVersion; onTake: Props['onTake'] }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="py-2">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="font-medium">{version.name}</span>
            {version.isToday && <Chip tone="matcha">{m.rules_version_today()}</Chip>}
            {!version.isOn && <Chip>{m.rules_off()}</Chip>}
            {version.isLast && <Chip tone="ai">{m.rules_mark_last()}</Chip>}
          </div>
          <p className="text-small text-ink3">{savedBy(version)}</p>
        </div>
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? m.rules_version_close() : m.rules_version_open()}
        </Button>
      </div>
      {isOpen && (
        <div className="mt-2 rounded-[7px] bg-mat px-3 py-2.5">
          <RuleWords words={version.words} />
          {!version.isToday && (
            <Button className="mt-2.5" onClick={() => onTake(version)}>
              {m.rules_version_take()}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
