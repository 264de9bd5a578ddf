import { sql } from 'kysely'
import { detectLanguage } from '#languages/detect.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { m } from '#texts'
import type { TaskRow } from './door.ts'
import { storeTaskMessage } from './store-task-message.ts'

/** Tells an expert, in the language they were asked in, that no answer is needed any more; where no question has reached them, nothing. */
export async function callOff(tx: Tx, task: TaskRow): Promise<void> {
  if (task.expert_address === null) return
  const { rows } = await sql<{ text: string; authorName: string; staffId: number | null }>`
    select text, author_name as "authorName", staff_id as "staffId" from task_messages
    where brand_id = ${task.brand_id} and task_id = ${task.id} and direction = 'out'
      and delivery_state in ('sending', 'sent', 'unknown')
    order by id limit 1`.execute(tx)
  const [question] = rows
  if (!question) return
  const locale: Locale = detectLanguage(`${task.title}\n${question.text}`).code === 'ja' ? 'ja' : 'en'
  const name = task.expert_name
  const greeting = name
    ? m.tasks_call_off_name({ name }, { locale })
    : m.tasks_call_off_nobody({}, { locale })
  await storeTaskMessage(tx, task, {
    direction: 'out',
    staffId: question.staffId,
    authorName: question.authorName,
    text: m.tasks_call_off({ greeting, title: task.title }, { locale }),
    callsOff: true,
  })
}
