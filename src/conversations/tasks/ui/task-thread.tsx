import { useQueryClient } from '@tanstack/react-query'
import { useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { cx } from '#agent/kit/classes.ts'
import { exactOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import { Attachments } from '../../ui/attachments.tsx'
import type { TaskMessage, TaskPage } from '../contract.ts'
import { forgetTasks } from './forget-tasks.ts'

/** What was said in a task, oldest first: questions on paper, answers set off. */
export function TaskThread({ task }: { task: TaskPage }) {
  return (
    <ol className="grid gap-2.5">
      {task.messages.map((one) => (
        <li
          key={one.id}
          className={cx(
            'rounded-[9px] border border-line px-3.5 py-2.5',
            one.isAnswer ? (isOpenDoubt(one) ? 'ml-6 border-dashed' : 'ml-6 bg-ai-soft') : 'mr-6',
          )}
        >
          <div className="flex flex-wrap gap-x-2 text-small">
            <span className="font-semibold">{one.authorName || m.tasks_by_desk()}</span>
            {one.kind !== 'message' && (
              <span className="text-ink3">
                {one.kind === 'bounce' ? m.tasks_is_bounce() : m.tasks_is_automatic()}
              </span>
            )}
            <span className="ml-auto text-ink3">{exactOf(one.createdAt)}</span>
          </div>
          <Doubt message={one} task={task} />
          <p className="mt-1 whitespace-pre-wrap [overflow-wrap:anywhere]">{one.text}</p>
          {one.folded.length > 0 && <Folded folded={one.folded} />}
          {one.files.length > 0 && (
            <Attachments
              attachments={one.files.map((file) => ({ ...file, contentId: null, isInline: false }))}
            />
          )}
          <Delivery message={one} task={task} />
        </li>
      ))}
    </ol>
  )
}

const Folded = ({ folded }: { folded: TaskMessage['folded'] }) => (
  <details className="mt-1 text-small text-ink3">
    <summary className="cursor-pointer">{m.tasks_quoted()}</summary>
    <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">
      {folded.map((one) => one.text).join('\n\n')}
    </p>
  </details>
)

const isOpenDoubt = ({ isDoubted, acceptedBy }: TaskMessage) => isDoubted && acceptedBy === null

/** Nobody vouches for who wrote it: said before it is read, and taken as theirs with one press. */
function Doubt({ message, task }: { message: TaskMessage; task: TaskPage }) {
  const client = useQueryClient()
  const accept = useTell('POST /api/task-messages/{id}/accept', { onDone: () => forgetTasks(client, task) })
  if (!message.isDoubted) return null
  return (
    <div
      className={cx(
        'mt-1.5 mb-2 grid justify-items-start gap-1 text-small',
        message.acceptedBy ? 'text-ink3' : 'rounded-[7px] bg-kohaku-soft px-2.5 py-2 text-kohaku',
      )}
    >
      <span className="font-semibold">{m.tasks_not_verified()}</span>
      {message.acceptedBy ? (
        <span>{m.tasks_accepted_by({ name: message.acceptedBy.name })}</span>
      ) : (
        <span>{m.tasks_not_verified_why({ address: message.fromAddress ?? '' })}</span>
      )}
      {!message.acceptedBy && task.may.accept && (
        <Button isBusy={accept.isPending} onClick={() => accept.mutate({ params: { id: message.id } })}>
          {m.tasks_accept()}
        </Button>
      )}
    </div>
  )
}

/** How a mail to the expert fares; what did not arrive is said, and can be sent again. */
function Delivery({ message, task }: { message: TaskMessage; task: TaskPage }) {
  const client = useQueryClient()
  const retry = useTell('POST /api/task-messages/{id}/retry', { onDone: () => forgetTasks(client, task) })
  const { deliveryState, failure } = message
  if (deliveryState === null) return null
  if (failure === null)
    return (
      <p className="mt-1 text-[11px] text-ink3">
        {deliveryState === 'sent' ? m.tasks_mail_sent() : m.tasks_mail_leaving()}
      </p>
    )
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-2 text-small text-shu">
      <span>{failure}</span>
      {task.may.manage && (
        <Button isBusy={retry.isPending} onClick={() => retry.mutate({ params: { id: message.id } })}>
          {m.tasks_send_again()}
        </Button>
      )}
    </div>
  )
}
