import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import { Refusal } from '#platform/refusal.ts'
import type { TextRow } from './door.ts'

/** Refuses a change made on another revision than the one that stands there, and shows what stands there: nothing is overwritten. */
export async function refuseUnseen(tx: Tx, text: TextRow, revision: number): Promise<void> {
  if (text.revision === revision) return
  const editor = await tx
    .selectFrom('staff')
    .select(['id', 'name'])
    .where('id', '=', text.edited_by)
    .executeTakeFirst()
  const { title, html, keywords, edited_at } = text
  throw new Refusal(
    409,
    'article_changed',
    (locale) => m.knowledge_article_changed({ name: editor?.name ?? 'Engawa' }, { locale }),
    {
      field: 'revision',
      more: {
        theirs: {
          title,
          html,
          keywords,
          revision: text.revision,
          editedBy: editor ?? null,
          editedAt: edited_at.toISOString(),
        },
      },
    },
  )
}
