import type { Reply } from '#agent/api.ts'
import type { ConversationPage } from '../contract.ts'
import { type Reason, wayTo } from './reasons.ts'

export type Field = Reply<'GET /api/custom-fields'>['items'][number]
export type AskedField = { field: Field; isRequired: boolean }

/**
 * What a conversation's reason asks for: what the reasons above it ask stands first, each field once, required if any of them requires
 * it. And the brand's other fields, which may be filled in all the same.
 */
export function formOf(
  { brandId, reasonId }: Pick<ConversationPage, 'brandId' | 'reasonId'>,
  reasons: readonly Reason[],
  fields: readonly Field[],
): { asked: AskedField[]; others: Field[] } {
  const usable = fields.filter(
    (field) => field.brandId === brandId && field.about === 'conversation' && !field.isArchived,
  )
  const reason = reasons.find((one) => one.id === reasonId)
  const named = (reason ? wayTo(reasons, reason) : []).flatMap((one) => one.fields)
  const ids = [...new Set(named.map(({ fieldId }) => fieldId))]
  const asked = ids.flatMap((id) => {
    const field = usable.find((one) => one.id === id)
    const isRequired = named.some((one) => one.fieldId === id && one.isRequired)
    return field ? [{ field, isRequired }] : []
  })
  return { asked, others: usable.filter((field) => !ids.includes(field.id)) }
}

/** The keys of what must be filled in and is not, in the order of the form. */
export const missingIn = (asked: readonly AskedField[], values: ConversationPage['fields']): string[] =>
  asked.flatMap(({ field, isRequired }) => (isRequired && values[field.key] === undefined ? [field.key] : []))
