import { snooze } from '#conversations/snooze.ts'
import { m } from '#texts'
import { now } from '#platform/clock.ts'
import { action } from '../action.ts'

/** Puts it aside for some hours; it comes back earlier when the customer writes. */
export const putAside = action({
  key: 'snooze',
  words: m.rules_do_snooze,
  takes: { hours: { kind: 'number', least: 1, most: 720 } },
  causes: ['woken'],
  foresee: () => ({}),
  act: (tx, { conversation, actor }, { hours }) => {
    const until = new Date(now().getTime() + hours * 3_600_000)
    return snooze(tx, conversation, { until, wakesOnReply: true, actor })
  },
})
