import { m } from '#texts'
import { withWhy } from '../flow-sentences.ts'
import { clock, type Say, text } from '../said.ts'

/** What happened to a question to others, for the conversation's timeline. */
export const taskSentences: Record<string, Say> = {
  'task.asked': ({ data, toName }, { locale }) =>
    m.tasks_said_asked({ title: text(data.title), name: toName || text(data.expert) }, { locale }),
  'task.asked_on': ({ data }, { locale }) => m.tasks_said_asked_on({ title: text(data.title) }, { locale }),
  'task.answered': ({ data }, { locale }) =>
    m.tasks_said_answered({ title: text(data.title), name: text(data.by) }, { locale }),
  'task.answer_doubted': ({ data }, { locale }) =>
    m.tasks_said_doubted({ title: text(data.title), name: text(data.by) }, { locale }),
  'task.answer_accepted': ({ data }, { locale }) =>
    m.tasks_said_accepted({ title: text(data.title), name: text(data.by) }, { locale }),
  'task.given': ({ data, toName }, { locale }) =>
    toName === ''
      ? m.tasks_said_left_over({ title: text(data.title) }, { locale })
      : m.tasks_said_given({ title: text(data.title), name: toName }, { locale }),
  'task.taken': ({ data }, { locale }) => m.tasks_said_taken({ title: text(data.title) }, { locale }),
  'task.moved': ({ data }, reader) =>
    data.to === null
      ? m.tasks_said_no_time({ title: text(data.title) }, reader)
      : m.tasks_said_moved({ title: text(data.title), time: clock(data.to, reader) }, reader),
  'task.changed': ({ data }, { locale }) => m.tasks_said_changed({ title: text(data.title) }, { locale }),
  'task.reminded': ({ data }, { locale }) => m.tasks_said_reminded({ title: text(data.title) }, { locale }),
  'task.overdue': ({ data }, { locale }) => m.tasks_said_overdue({ title: text(data.title) }, { locale }),
  'task.failed': ({ data }, { locale }) => m.tasks_said_failed({ title: text(data.title) }, { locale }),
  'task.done': ({ data }, { locale }) => m.tasks_said_done({ title: text(data.title) }, { locale }),
  'task.cancelled': ({ data }, { locale }) =>
    withWhy(m.tasks_said_cancelled({ title: text(data.title) }, { locale }), data, locale),
}
