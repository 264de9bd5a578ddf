import { useAsk } from '#agent/ask.ts'
import { Palette, type PaletteItem } from '#agent/kit/palette.tsx'
import { weekdayClockOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import type { BulkChange } from '../bulk/contract.ts'
import { reasonChoices } from './reasons.ts'
import { useSnoozeTimes } from './snooze-palette.tsx'
import { choosableStatuses, priorities, priorityName, statusName } from './words.ts'

export type BulkChoice = 'assign' | 'team' | 'tag' | 'untag' | 'status' | 'priority' | 'reason' | 'snooze'
type Option = PaletteItem & { change: BulkChange }

/** To what the ticked ones are changed. */
export default function BulkPalette({
  choice,
  onClose,
  onChange,
}: {
  choice: BulkChoice
  onClose: () => void
  onChange: (change: BulkChange) => void
}) {
  const options = useOptions(choice)
  const titles = {
    assign: m.agent_assign_to(),
    team: m.agent_team(),
    tag: m.agent_tags(),
    untag: m.agent_untag(),
    status: m.agent_status(),
    priority: m.agent_priority(),
    reason: m.agent_reason(),
    snooze: m.agent_snooze_until(),
  }
  return (
    <Palette
      title={titles[choice]}
      isOpen
      onClose={onClose}
      items={options}
      onPick={({ id }) => {
        const option = options.find((one) => one.id === id)
        if (option) onChange(option.change)
      }}
      {...(choice === 'tag'
        ? {
            createName: (name: string) => m.agent_new_tag({ name }),
            onCreate: (name: string) => onChange({ kind: 'tag', add: [name], remove: [] }),
          }
        : {})}
    />
  )
}

function useOptions(choice: BulkChoice): Option[] {
  const colleagues =
    useAsk('GET /api/colleagues', { query: { limit: 200 } }, { staleTime: 300_000 }).data?.items ?? []
  const teams = useAsk('GET /api/teams', { query: {} }, { staleTime: 300_000 }).data?.items ?? []
  const tags = useAsk('GET /api/tags', { query: { limit: 200 } }, { staleTime: 30_000 }).data?.items ?? []
  const reasons = useAsk('GET /api/contact-reasons', { query: {} }, { staleTime: 300_000 }).data?.items ?? []
  const times = useSnoozeTimes()
  const tagNames = [...new Set(tags.map((one) => one.name))]
  switch (choice) {
    case 'assign':
      return [
        ...colleagues.map((one) => ({
          id: String(one.id),
          name: one.name,
          change: { kind: 'assign' as const, staffId: one.id },
        })),
        { id: 'none', name: m.agent_unassigned(), change: { kind: 'assign', staffId: null } },
      ]
    case 'team':
      return [
        ...teams.map((one) => ({
          id: String(one.id),
          name: one.name,
          change: { kind: 'team' as const, teamId: one.id },
        })),
        { id: 'none', name: m.agent_no_team(), change: { kind: 'team', teamId: null } },
      ]
    case 'tag':
      return tagNames.map((name) => ({ id: name, name, change: { kind: 'tag', add: [name], remove: [] } }))
    case 'untag':
      return tagNames.map((name) => ({ id: name, name, change: { kind: 'tag', add: [], remove: [name] } }))
    case 'status':
      return choosableStatuses.map((status) => ({
        id: status,
        name: statusName(status),
        change: { kind: 'status', status },
      }))
    case 'priority':
      return priorities.map((priority) => ({
        id: priority,
        name: priorityName(priority),
        change: { kind: 'priority', priority },
      }))
    case 'reason':
      return [
        ...reasonChoices(reasons, () => false).map((one) => ({
          ...one,
          change: { kind: 'reason' as const, reasonId: Number(one.id) },
        })),
        { id: 'none', name: m.agent_no_reason(), change: { kind: 'reason', reasonId: null } },
      ]
    case 'snooze':
      return [
        ...times.map((one, at) => ({
          id: String(at),
          name: one.name,
          hint: weekdayClockOf(one.at),
          change: { kind: 'snooze' as const, until: one.at.toISOString() },
        })),
        { id: 'reply', name: m.agent_until_reply(), change: { kind: 'snooze', until: null } },
      ]
  }
}
