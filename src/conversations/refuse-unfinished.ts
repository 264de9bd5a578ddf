import { m } from '#texts'
import { fieldValues } from '#customers/fields/contract.ts'
import type { Tx } from '#platform/database.ts'
import type { Actor } from '#platform/events.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Status } from './contract.ts'
import type { Conversation } from './door.ts'
import { formOf } from './reasons/form.ts'

/**
 * A person cannot call something settled while its reason's form lacks what it must have. What needs no answer at all, spam, and what the
 * desk ends by itself (a customer who says that it helped, a merge) asks for no form.
 */
export async function refuseUnfinished(
  tx: Tx,
  conversation: Conversation,
  wish: { status: Status; actor: Actor },
): Promise<void> {
  const settles = wish.status === 'resolved' || wish.status === 'closed'
  if (!settles || wish.actor.kind !== 'staff' || conversation.reason_id === null) return
  const values = fieldValues.parse(conversation.fields)
  const form = await formOf(tx, conversation.brand_id, conversation.reason_id)
  const missing = form.filter((field) => field.isRequired && values[field.key] === undefined)
  if (missing.length === 0) return
  throw new Refusal(
    422,
    'fields_required',
    (locale) => {
      const names = missing.map((field) => (locale === 'ja' ? field.nameJa : field.nameEn))
      return m.fields_required({ names: names.join(locale === 'ja' ? '、' : ', ') }, { locale })
    },
    { field: `fields.${missing[0]?.key}`, more: { missing: missing.map((field) => field.key) } },
  )
}
