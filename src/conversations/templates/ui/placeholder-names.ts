import { m } from '#texts'
import { isPlaceholder, type Placeholder, placeholder } from '../placeholder-contract.ts'

/** What a placeholder is called; those of fields and articles by what they are written as. */
export const placeholderName = (name: string): string => (isPlaceholder(name) ? names[name]() : name)

/** A template's text for somebody who looks over a list: what is filled in later by its name, or by the words for where it is not known. */
export function legible(text: string): string {
  return text.replaceAll(
    placeholder,
    (_, name: string, otherwise?: string) => otherwise?.trim() || `[${placeholderName(name)}]`,
  )
}

const names: Record<Placeholder, () => string> = {
  'customer.greeting': m.templates_ph_greeting,
  'customer.name': m.templates_ph_name,
  'customer.email': m.templates_ph_email,
  'order.number': m.templates_ph_order,
  'order.state': m.templates_ph_order_state,
  'order.placed': m.templates_ph_order_placed,
  'order.total': m.templates_ph_order_total,
  'order.items': m.templates_ph_order_items,
  'order.carrier': m.templates_ph_carrier,
  tracking: m.templates_ph_tracking,
  'promise.what': m.templates_ph_promise,
  'promise.by': m.templates_ph_promise_by,
  'agent.name': m.templates_ph_agent,
  'agent.signature': m.templates_ph_signature,
  'brand.name': m.templates_ph_brand,
  number: m.templates_ph_number,
  subject: m.templates_ph_subject,
  'link.help': m.templates_ph_help,
  'link.contact': m.templates_ph_contact,
  'link.mine': m.templates_ph_mine,
}
