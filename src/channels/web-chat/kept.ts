import { conversationFor } from '#conversations/door.ts'
import type { Tx } from '#platform/database.ts'

/** The conversation a job was begun for: where an agent merged it away since, the one that was kept. */
export async function keptId(tx: Tx, id: number): Promise<number> {
  const { merged_into_id: into } = await conversationFor(tx, id, 'read')
  return into === null ? id : keptId(tx, into)
}
