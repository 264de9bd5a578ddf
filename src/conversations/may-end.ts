import { m } from '#texts'
import { fieldValues } from '#customers/fields/contract.ts'
import type { Tx } from '#platform/database.ts'
import type { Actor } from '#platform/events.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Status } from './contract.ts'
import type { Conversation } from './door.ts'
import { formOf } from './reasons/form.ts'

const settled: readonly Status[] = ['resolved', 'closed', 'no_reply_needed']

/**
 * Whether a conversation may be ended: not while something promised in it is open, and not while its reason's form lacks what it must have.
 * A person is refused and told what is missing, a rule and a flow over promises too, whose history says so; the desk by itself, or a customer who leaves
 * the chat, ends nothing then and false is answered. Spam is owed nothing.
 */
export async function mayEnd(
  tx: Tx,
  conversation: Conversation,
  wish: { status: Status; actor: Actor },
): Promise<boolean> {
  if (!settled.includes(wish.status)) return true
  const isPerson = wish.actor.kind === 'staff'
  if (conversation.open_promises > 0) {
    if (isPerson || 'chain' in wish.actor) throw promiseOpen(conversation.open_promises)
    return false
  }
  if (isPerson && wish.status !== 'no_reply_needed') await refuseIncomplete(tx, conversation)
  return true
}

function promiseOpen(count: number): Refusal {
  return new Refusal(409, 'promise_open', (locale) => m.promises_still_open({ count }, { locale }), {
    more: { openPromises: count },
  })
}

async function refuseIncomplete(tx: Tx, conversation: Conversation): Promise<void> {
  if (conversation.reason_id === null) return
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
