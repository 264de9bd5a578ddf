import { m } from '#texts'
import { clock, type Say, text } from '../said.ts'

/** What happened to a promise, for the conversation's timeline. */
export const promiseSentences: Record<string, Say> = {
  'promise.made': ({ data }, reader) =>
    m.promises_said_made({ what: text(data.what), time: clock(data.dueAt, reader) }, reader),
  'promise.postponed': ({ data }, reader) =>
    m.promises_said_postponed({ what: text(data.what), time: clock(data.to, reader) }, reader),
  'promise.given': ({ data, toName }, { locale }) =>
    data.to === null
      ? m.promises_said_left_over({ what: text(data.what) }, { locale })
      : m.promises_said_given({ what: text(data.what), name: toName }, { locale }),
  'promise.changed': ({ data }, { locale }) => m.promises_said_changed({ what: text(data.what) }, { locale }),
  'promise.kept': ({ data }, { locale }) =>
    data.isInTime === false
      ? m.promises_said_kept_late({ what: text(data.what) }, { locale })
      : m.promises_said_kept({ what: text(data.what) }, { locale }),
  'promise.broken': ({ data }, { locale }) =>
    m.promises_said_broken({ what: text(data.what), why: text(data.outcome) }, { locale }),
  'promise.cancelled': ({ data }, { locale }) =>
    m.promises_said_cancelled({ what: text(data.what) }, { locale }),
  'promise.reopened': ({ data }, { locale }) =>
    m.promises_said_reopened({ what: text(data.what) }, { locale }),
  'promise.reminded': ({ data }, { locale }) =>
    m.promises_said_reminded({ what: text(data.what) }, { locale }),
  'promise.overdue': ({ data }, { locale }) => m.promises_said_overdue({ what: text(data.what) }, { locale }),
}
