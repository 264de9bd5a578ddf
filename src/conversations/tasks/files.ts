import { sql } from 'kysely'
import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import { invalid } from '#platform/refusal.ts'
import type { Conversation } from '../door.ts'
import type { TaskFile } from './contract.ts'
import type { TaskRow } from './door.ts'

type Place = { taskId: number; messageId: number; staffId: number | null }

/** Files of the conversation, and those somebody uploaded there for this, are passed on: the same content stands beside the task as well. */
export async function passOn(
  tx: Tx,
  conversation: Conversation,
  place: Place,
  attachmentIds: readonly number[],
): Promise<void> {
  const ids = [...new Set(attachmentIds)]
  if (ids.length === 0) return
  const { rows } = await sql`
    insert into task_files (brand_id, task_id, message_id, staff_id, file_hash, name, type, size)
    select brand_id, ${place.taskId}, ${place.messageId}, ${place.staffId}, file_hash, name, type, size from attachments
    where brand_id = ${conversation.brand_id} and conversation_id = ${conversation.id} and id = any (${ids}::bigint[])
      and (message_id is not null or staff_id = ${place.staffId})
    order by id returning id`.execute(tx)
  if (rows.length !== ids.length) throw unknownFile('attachmentIds')
  await sql`
    delete from attachments where brand_id = ${conversation.brand_id} and id = any (${ids}::bigint[]) and message_id is null`.execute(
    tx,
  )
}

/** Keeps an uploaded file beside its task until what its uploader says takes it along. */
export async function keepTaskFile(
  tx: Tx,
  task: TaskRow,
  file: { staffId: number; hash: string; name: string; type: string; size: number },
): Promise<TaskFile> {
  const { id } = await tx
    .insertInto('task_files')
    .values({
      brand_id: task.brand_id,
      task_id: task.id,
      staff_id: file.staffId,
      file_hash: file.hash,
      name: file.name,
      type: file.type,
      size: file.size,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, name: file.name, type: file.type, size: file.size, url: `/api/task-files/${id}/content` }
}

/** Files uploaded for this task become what is said; those of others are not there. */
export async function adoptTaskFiles(
  tx: Tx,
  task: TaskRow,
  messageId: number,
  staffId: number,
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return
  const adopted = await tx
    .updateTable('task_files')
    .set({ message_id: messageId })
    .where('brand_id', '=', task.brand_id)
    .where('task_id', '=', task.id)
    .where('id', 'in', [...ids])
    .where('message_id', 'is', null)
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  if (Number(adopted.numUpdatedRows) !== new Set(ids).size) throw unknownFile('fileIds')
}

function unknownFile(field: string) {
  return invalid(field, 'attachment_unknown', (locale) => m.conversations_attachment_unknown({}, { locale }))
}
