import { useAsk } from '#agent/ask.ts'
import type { Reply } from '#agent/api.ts'
import type { PaletteItem } from '#agent/kit/palette.tsx'
import { choiceName, fieldName } from '#customers/fields/ui/words.ts'
import { m } from '#texts'
import { type Reason, wayOf } from '../../ui/reasons.ts'
import { choosableStatuses, priorities, priorityName, statusName } from '../../ui/words.ts'
import type { MacroAction } from '../contract.ts'

type Lists = {
  colleagues: { id: number; name: string }[]
  teams: { id: number; name: string }[]
  reasons: Reason[]
  fields: Reply<'GET /api/custom-fields'>['items']
  tags: string[]
}
type ActionOption = PaletteItem & { action: MacroAction }

/** What actions name: people, teams, reasons, fields, tags. */
export function useLists(brandId: number): Lists {
  const calm = { staleTime: 300_000 }
  const colleagues = useAsk('GET /api/colleagues', { query: { limit: 200 } }, calm).data?.items ?? []
  const teams = useAsk('GET /api/teams', { query: {} }, calm).data?.items ?? []
  const reasons = useAsk('GET /api/contact-reasons', { query: {} }, calm).data?.items ?? []
  const fields =
    useAsk('GET /api/custom-fields', { query: { brandId, about: 'conversation' } }, calm).data?.items ?? []
  const tags = useAsk('GET /api/tags', { query: { brandId, limit: 200 } }, calm).data?.items ?? []
  return {
    colleagues,
    teams,
    reasons: reasons.filter((one) => one.brandId === brandId),
    fields,
    tags: tags.map((one) => one.name),
  }
}

/** An action in a few words. */
export function actionWords(action: MacroAction, lists: Lists): string {
  switch (action.kind) {
    case 'take':
      return m.templates_act_take()
    case 'assign':
      return action.staffId === null
        ? m.templates_act_nobody()
        : m.templates_act_assign({ name: named(lists.colleagues, action.staffId) })
    case 'team':
      return action.teamId === null
        ? m.templates_act_no_team()
        : m.templates_act_team({ name: named(lists.teams, action.teamId) })
    case 'status':
      return m.templates_act_status({ status: statusName(action.status) })
    case 'priority':
      return m.templates_act_priority({ priority: priorityName(action.priority) })
    case 'reason':
      return m.templates_act_reason({ reason: reasonWords(action.reasonId, lists) })
    case 'tag':
      return tagWords(action)
    case 'fields':
      return Object.entries(action.fields)
        .map(([key, value]) => fieldWords(key, value, lists))
        .join(' · ')
    case 'note':
      return m.templates_act_note({ text: action.text })
  }
}

/** Every action that can be picked by name; a note is written, and tags may be new. */
export function actionOptions(lists: Lists): ActionOption[] {
  const option = (group: string, action: MacroAction): ActionOption => ({
    ...{ id: JSON.stringify(action), name: actionWords(action, lists), group, action },
  })
  return [
    option(m.agent_assign_to(), { kind: 'take' }),
    ...lists.colleagues.map((one) => option(m.agent_assign_to(), { kind: 'assign', staffId: one.id })),
    ...lists.teams.map((one) => option(m.agent_team(), { kind: 'team', teamId: one.id })),
    ...choosableStatuses
      .filter((status) => status !== 'spam' && status !== 'new')
      .map((status) => option(m.agent_status(), { kind: 'status', status })),
    ...priorities.map((priority) => option(m.agent_priority(), { kind: 'priority', priority })),
    ...lists.reasons
      .filter((one) => !one.isArchived)
      .map((one) => option(m.agent_reason(), { kind: 'reason', reasonId: one.id })),
    ...lists.tags.map((name) => option(m.agent_tags(), { kind: 'tag', add: [name], remove: [] })),
    ...lists.tags.map((name) => option(m.agent_untag(), { kind: 'tag', add: [], remove: [name] })),
    ...lists.fields
      .filter((one) => !one.isArchived)
      .flatMap((field) =>
        valuesOf(field).map((value) =>
          option(m.templates_fields(), { kind: 'fields', fields: { [field.key]: value } }),
        ),
      ),
  ]
}

function valuesOf(field: Lists['fields'][number]): (string | boolean)[] {
  if (field.kind === 'yes_no') return [true, false]
  return field.kind === 'choice' ? field.choices.map((one) => one.key) : []
}

const named = (all: { id: number; name: string }[], id: number) =>
  all.find((one) => one.id === id)?.name ?? '—'

function reasonWords(id: number | null, { reasons }: Lists): string {
  const reason = reasons.find((one) => one.id === id)
  return reason ? wayOf(reasons, reason) : '—'
}

function tagWords({ add, remove }: { add: string[]; remove: string[] }): string {
  return [
    add.length > 0 ? m.templates_act_tag({ tags: add.join(', ') }) : '',
    remove.length > 0 ? m.templates_act_untag({ tags: remove.join(', ') }) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

function fieldWords(key: string, value: unknown, { fields }: Lists): string {
  const field = fields.find((one) => one.key === key)
  const choice = field?.choices.find((one) => one.key === value)
  const words =
    typeof value === 'boolean'
      ? value
        ? m.templates_yes()
        : m.templates_no()
      : choice
        ? choiceName(choice)
        : String(value ?? '—')
  return `${field ? fieldName(field) : key}: ${words}`
}
