import { useAsk } from '#agent/ask.ts'
import { Checks } from '#agent/kit/checks.tsx'
import { TextField } from '#agent/kit/field.tsx'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import { channelName, languageName, priorities, priorityName } from '../../../conversations/ui/words.ts'
import type { Conditions } from '../contract.ts'

type Props = { brandId: number; conditions: Conditions; onChange: (next: Conditions) => void }

const channels = ['email', 'chat', 'form', 'api'] as const
const languages = ['ja', 'en']

/** For which conversations a level is: one of each list, and what is not asked fits all. */
export function ConditionsField({ brandId, conditions, onChange }: Props) {
  const teams = useAsk('GET /api/teams', { query: { limit: 200 } }).data?.items ?? []
  const reasons =
    useAsk('GET /api/contact-reasons', { query: { brandId } }).data?.items.filter((one) => !one.isArchived) ??
    []
  const list = <K extends keyof Conditions>(key: K) => ({
    chosen: conditions[key] as readonly Conditions[K][number][],
    onChange: (next: Conditions[K][number][]) => onChange({ ...conditions, [key]: next }),
  })
  return (
    <div className="grid gap-4">
      <p className="text-small text-ink3">{m.service_levels_for_hint()}</p>
      <Checks
        name={m.service_levels_priority()}
        all={priorities}
        say={priorityName}
        {...list('priorities')}
      />
      <Checks name={m.service_levels_channel()} all={channels} say={channelName} {...list('channels')} />
      <Checks name={m.settings_language()} all={languages} say={languageName} {...list('languages')} />
      {teams.length > 0 && (
        <Checks
          name={m.settings_teams()}
          all={teams.map((one) => one.id)}
          say={(id) => teams.find((one) => one.id === id)?.name ?? ''}
          {...list('teamIds')}
        />
      )}
      {reasons.length > 0 && (
        <Checks
          name={m.settings_reasons()}
          all={reasons.map((one) => one.id)}
          say={(id) => {
            const reason = reasons.find((one) => one.id === id)
            return (getLocale() === 'ja' ? reason?.nameJa : reason?.nameEn) ?? ''
          }}
          {...list('reasonIds')}
        />
      )}
      <div className="max-w-[352px]">
        <TextField
          name={m.settings_tags()}
          hint={m.service_levels_tags_hint()}
          defaultValue={conditions.tags.join(', ')}
          onChange={({ target }) =>
            onChange({
              ...conditions,
              tags: target.value
                .split(/[,、]/)
                .map((one) => one.trim())
                .filter(Boolean),
            })
          }
        />
      </div>
    </div>
  )
}
