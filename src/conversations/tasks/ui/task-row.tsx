import { Chip } from '#agent/kit/chip.tsx'
import { cx } from '#agent/kit/classes.ts'
import { m } from '#texts'
import type { Task } from '../contract.ts'
import { askedName, dueOf, stateOf } from './words.ts'

/** One question: what is asked, of whom, by when, and what was said last. It opens the whole. */
export function TaskRow({ task, onOpen, where }: { task: Task; onOpen: () => void; where?: string }) {
  const { tone, name } = stateOf(task)
  return (
    <button
      type="button"
      onClick={onOpen}
      className="grid w-full grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 rounded-[7px] py-1 text-left max-phone:min-h-11"
    >
      <span className="min-w-0">
        <span className="block truncate font-medium">{task.title}</span>
        <span className={cx('block text-small', task.isOverdue ? 'text-shu' : 'text-ink2')}>
          {[m.tasks_to({ name: askedName(task) }), task.state === 'open' ? dueOf(task) : '', where]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {task.last?.isAnswer && (
          <span className="block truncate text-small text-ink2">
            {m.tasks_last({ name: task.last.authorName, text: task.last.text })}
          </span>
        )}
      </span>
      <Chip tone={tone}>{name}</Chip>
    </button>
  )
}
