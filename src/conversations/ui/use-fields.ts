import type { QueryClient } from '@tanstack/react-query'
import { Problem } from '#agent/api.ts'
import { keyOf } from '#agent/ask.ts'
import type { ConversationPage, Status } from '../contract.ts'
import { type Field, formOf, missingIn } from './form-of.ts'
import type { Reason } from './reasons.ts'

export const settles = (status: Status): boolean => status === 'resolved' || status === 'closed'

/** What the form lacks, as far as this browser knows; the desk has the last word. */
export function missingNow(client: QueryClient, page: ConversationPage | undefined): string[] {
  if (!page || page.reasonId === null) return []
  const reasons = client.getQueryData<{ items: Reason[] }>(keyOf('GET /api/contact-reasons', { query: {} }))
  const fields = client.getQueryData<{ items: Field[] }>(keyOf('GET /api/custom-fields', { query: {} }))
  if (!reasons || !fields) return []
  return missingIn(formOf(page, reasons.items, fields.items).asked, page.fields)
}

/** The fields a refusal names, if it is for want of them. */
export function missingBy(error: unknown): string[] | undefined {
  const missing = error instanceof Problem && error.code === 'fields_required' && error.more['missing']
  return Array.isArray(missing) ? missing.map(String) : undefined
}

const kept = new Map<number, Promise<unknown>>()

/** Notes that something is being filled in, which its field keeps when it is left. */
export function keepingField(conversationId: number, told: Promise<unknown>): void {
  kept.set(
    conversationId,
    told.catch(() => {}),
  )
}

/** When what was filled in last is with the desk: pressing Resolve leaves the field and must not overtake it. */
export async function fieldsKept(conversationId: number): Promise<void> {
  await kept.get(conversationId)
}
