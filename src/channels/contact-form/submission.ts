import { z } from 'zod'
import type { Upload } from '#channels/keep-upload.ts'
import type { Locale } from '#platform/locale.ts'
import { m } from '#texts'

export const maxFiles = 5
const longest = { reason: 20, order: 100, name: 200, email: 254, message: 20_000 }
export type FieldName = keyof typeof longest

/** What stands in the form: as typed, so that a mistake in one field costs nothing of the others. */
export type Typed = Record<FieldName, string> & {
  /** The page's own name for this message: sent twice, it is one. */
  once: string
  /** Left empty by people. */
  website: string
  proof: string
  uploads: { ticket: string; file: Upload }[]
  tooManyFiles: boolean
  fileProblem?: string
}

export type Problems = Partial<Record<FieldName | 'files', string>>

export function emptyForm(once: string): Typed {
  const nothing = { reason: '', order: '', name: '', email: '', message: '', website: '', proof: '' }
  return { ...nothing, once, uploads: [], tooManyFiles: false }
}

/** What is wrong, field by field, in the customer's language. */
export function problemsOf(typed: Typed, reasonIds: readonly number[], locale: Locale): Problems {
  const problems: Problems = {}
  if (!reasonIds.includes(Number(typed.reason))) problems.reason = m.form_reason_missing({}, { locale })
  if (typed.name.trim() === '') problems.name = m.form_name_missing({}, { locale })
  if (!z.email().safeParse(typed.email.trim()).success) problems.email = m.form_email_wrong({}, { locale })
  if (typed.message.trim() === '') problems.message = m.form_message_missing({}, { locale })
  for (const [name, most] of Object.entries(longest) as [FieldName, number][]) {
    if (typed[name].length > most) problems[name] = m.form_too_long({ most: String(most) }, { locale })
  }
  if (typed.tooManyFiles) problems.files = m.form_too_many_files({}, { locale })
  if (typed.fileProblem) problems.files = typed.fileProblem
  return problems
}
