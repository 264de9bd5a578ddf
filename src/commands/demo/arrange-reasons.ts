import { fields } from '#database/sample/fields.ts'
import { contactReasons } from '#database/sample/reasons.ts'
import { createReason } from '#conversations/reasons/change.ts'
import { createField } from '#customers/fields/fields.ts'
import type { Tx } from '#platform/database.ts'

const actor = { kind: 'system' as const }

/** The brand's own fields, and its reasons as a tree with the form of each. Answers the reasons by their short names. */
export async function arrangeReasons(tx: Tx, brandId: number): Promise<Map<string, number>> {
  const made = new Map<string, number>()
  for (const field of fields) {
    const { id } = await createField(tx, { brandId, ...field }, actor)
    if (field.about === 'conversation') made.set(field.key, id)
  }
  const reasons = new Map<string, number>()
  for (const { slug, en, ja, under, priority, isInternal, form = [] } of contactReasons) {
    const { id } = await createReason(
      tx,
      {
        brandId,
        slug,
        nameEn: en,
        nameJa: ja,
        parentId: under === undefined ? null : (reasons.get(under) ?? null),
        defaultPriority: priority ?? null,
        isOffered: !isInternal,
        fields: form.flatMap((name) => {
          const fieldId = made.get(name.replace(/!$/, ''))
          return fieldId === undefined ? [] : [{ fieldId, isRequired: name.endsWith('!') }]
        }),
      },
      actor,
    )
    reasons.set(slug, id)
  }
  return reasons
}
