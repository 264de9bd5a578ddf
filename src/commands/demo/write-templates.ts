import { sql } from 'kysely'
import { type SampleTemplate, templates } from '#database/sample/templates.ts'
import { changeTemplate } from '#conversations/templates/change-template.ts'
import { createTemplate as contract, type MacroAction } from '#conversations/templates/contract.ts'
import { createTemplate } from '#conversations/templates/create-template.ts'
import type { Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'

/** The sample's templates, as one of its people has written them. */
export async function writeTemplates(tx: Tx, brandId: number, people: readonly Caller[]): Promise<void> {
  const [author] = people
  if (!author) throw new Error('The sample has no people')
  const actor = { kind: 'staff' as const, id: author.staffId }
  for (const one of templates) {
    const { name, folder, shortcut, keywords } = one
    const textEn = one.isStale ? one.en.replace(/ Our page .*/s, ' {{link.help}}') : one.en
    const body = {
      brandId,
      name,
      folder,
      shortcut,
      keywords,
      textEn,
      textJa: one.ja,
      actions: actionsOf(one),
    }
    const { id } = await createTemplate(tx, contract.body.parse(body), actor)
    if (one.isStale) await changeTemplate(tx, id, { textEn: one.en }, actor)
    await sql`
      update templates set used = ${one.used}, last_used_at = now() - make_interval(hours => ${60 - one.used})
      where brand_id = ${brandId} and id = ${id}`.execute(tx)
  }
}

function actionsOf({ takes, tags, priority, note }: SampleTemplate): MacroAction[] {
  return [
    ...(takes ? [{ kind: 'take' as const }] : []),
    ...(priority ? [{ kind: 'priority' as const, priority }] : []),
    ...(tags ? [{ kind: 'tag' as const, add: tags, remove: [] }] : []),
    ...(note ? [{ kind: 'note' as const, text: note }] : []),
  ]
}
