import { useAsk } from '#agent/ask.ts'
import { IconButton } from '#agent/kit/button.tsx'
import { Check, Select, TextField } from '#agent/kit/field.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { Menu } from '#agent/kit/menu.tsx'
import { useLocale } from '#agent/settings.ts'
import { m } from '#texts'
import { SpanField } from '../../service-levels/ui/span-field.tsx'
import type { EscalationSettings } from '../contract-settings.ts'

type Level = EscalationSettings['levels'][number]
type Props = {
  at: number
  brandId: number
  level: Level
  errorAt: (field: string) => string | undefined
  onChange: (level: Level) => void
  onUp: (() => void) | undefined
  onDown: (() => void) | undefined
  onRemove: () => void
}

const often = { staleTime: 300_000 }

/** One level: its name in both languages, whom it asks, by whose hours, how soon, and who steps in. */
export function LevelField({ at, brandId, level, errorAt, onChange, onUp, onDown, onRemove }: Props) {
  const people = useAsk('GET /api/colleagues', { query: { brandId, limit: 200 } }, often).data?.items ?? []
  const teams = useAsk('GET /api/teams', { query: {} }, often).data?.items ?? []
  const calendars = useAsk('GET /api/calendars', { query: { brandId } }, often).data?.items ?? []
  const change = (part: Partial<Level>) => onChange({ ...level, ...part })
  const idOf = (value: string) => (value === '' ? null : Number(value))
  const choices = (none: string, items: readonly { id: number; name: string }[]) => [
    { value: '', name: none },
    ...items.map(({ id, name }) => ({ value: String(id), name })),
  ]
  const [own, other] = useLocale() === 'ja' ? [level.nameJa, level.nameEn] : [level.nameEn, level.nameJa]
  const name = own || other || m.escalation_level_number({ number: at + 1 })
  return (
    <li className="rounded-[9px] border border-line p-3.5">
      <div className="mb-2 flex items-center gap-2">
        <h3 className="flex-1 text-list font-semibold">{m.escalation_level_number({ number: at + 1 })}</h3>
        <Menu
          trigger={
            <IconButton name={m.escalation_level_more({ name })}>
              <Icon name="more" />
            </IconButton>
          }
          entries={[
            ...(onUp ? [{ name: m.escalation_level_up(), run: onUp }] : []),
            ...(onDown ? [{ name: m.escalation_level_down(), run: onDown }] : []),
            { name: m.escalation_remove({ name }), isDangerous: true, run: onRemove },
          ]}
        />
      </div>
      <div className="grid grid-cols-2 gap-3 max-phone:grid-cols-1">
        <TextField
          name="日本語"
          lang="ja"
          required
          maxLength={60}
          value={level.nameJa}
          error={errorAt('nameJa')}
          onChange={(event) => change({ nameJa: event.target.value })}
        />
        <TextField
          name="English"
          lang="en"
          required
          maxLength={60}
          value={level.nameEn}
          error={errorAt('nameEn')}
          onChange={(event) => change({ nameEn: event.target.value })}
        />
        <SpanField
          name={m.escalation_accept_within()}
          minutes={level.acceptMinutes}
          error={errorAt('acceptMinutes')}
          onChange={(next) => change({ acceptMinutes: next ?? 0 })}
        />
        <SpanField
          name={m.escalation_answer_within()}
          minutes={level.answerMinutes}
          error={errorAt('answerMinutes')}
          onChange={(next) => change({ answerMinutes: next ?? 0 })}
        />
        <Select
          name={m.escalation_level_team()}
          value={String(level.teamId ?? '')}
          error={errorAt('teamId')}
          onChange={(event) => change({ teamId: idOf(event.target.value) })}
          choices={choices(m.agent_no_team(), teams)}
        />
        <Select
          name={m.escalation_level_calendar()}
          value={String(level.calendarId ?? '')}
          error={errorAt('calendarId')}
          onChange={(event) => change({ calendarId: idOf(event.target.value) })}
          choices={choices(m.escalation_level_calendar_brand(), calendars)}
        />
        <Select
          name={m.escalation_level_deputy()}
          value={String(level.deputyId ?? '')}
          error={errorAt('deputyId')}
          onChange={(event) => change({ deputyId: idOf(event.target.value) })}
          choices={choices(m.escalation_level_no_deputy(), people)}
        />
      </div>
      <fieldset className="mt-3">
        <legend className="mb-1.5 text-small font-semibold text-ink2">{m.escalation_level_people()}</legend>
        <div className="flex flex-wrap gap-x-5 gap-y-1.5">
          {people.map((one) => (
            <Check
              key={one.id}
              name={one.name}
              checked={level.staffIds.includes(one.id)}
              onChange={(event) =>
                change({
                  staffIds: event.target.checked
                    ? [...level.staffIds, one.id]
                    : level.staffIds.filter((id) => id !== one.id),
                })
              }
            />
          ))}
        </div>
        {errorAt('staffIds') && (
          <p role="alert" className="mt-1 text-small text-shu">
            {errorAt('staffIds')}
          </p>
        )}
      </fieldset>
    </li>
  )
}
