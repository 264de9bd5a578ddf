import { lazy, Suspense, useState } from 'react'
import { useAsk } from '#agent/ask.ts'
import { m } from '#texts'
import { TaskRow } from './task-row.tsx'

const TaskDialog = lazy(() => import('./task-dialog.tsx'))

/** What was asked of others about this conversation and is not settled, above what was said with the customer. */
export default function TasksBeside({ conversationId }: { conversationId: number }) {
  const query = { conversationId, state: 'under_way' as const, limit: 30 }
  const tasks = useAsk('GET /api/tasks', { query }, { staleTime: 10_000 }).data?.items ?? []
  const [opened, setOpened] = useState<number>()
  return (
    <>
      {tasks.length > 0 && (
        <section
          aria-label={m.tasks_title()}
          className="grid max-h-[26dvh] gap-1 overflow-y-auto border-b border-line bg-mat px-5 py-1.5 max-phone:px-3.5"
        >
          {tasks.map((task) => (
            <TaskRow key={task.id} task={task} onOpen={() => setOpened(task.id)} />
          ))}
        </section>
      )}
      <Suspense>
        {opened !== undefined && <TaskDialog id={opened} onClose={() => setOpened(undefined)} />}
      </Suspense>
    </>
  )
}
