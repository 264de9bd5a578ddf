import { openTask } from '#conversations/tasks/open-task.ts'
import { calendarOf } from '#people/calendars/calendar-of.ts'
import { now } from '#platform/clock.ts'
import { dueAfter } from '#platform/calendar/due.ts'
import { m } from '#texts'
import { action } from '../action.ts'

/** Asks a team something, to be answered within so many of its open hours. */
export const askTeam = action({
  key: 'task',
  words: m.rules_do_task,
  takes: {
    team: { kind: 'one', from: 'team', isSome: true },
    text: { kind: 'text' },
    hours: { kind: 'number', least: 1, most: 720 },
  },
  causes: [],
  foresee: () => ({}),
  act: async (tx, { conversation, rule, actor }, { team, text, hours }) => {
    const teamId = Number(team)
    const calendar = await calendarOf(tx, { brandId: conversation.brand_id, teamId })
    const due = dueAfter(calendar, now().getTime(), hours * 60)
    await openTask(
      tx,
      conversation,
      {
        to: { teamId },
        title: text.split('\n')[0]?.slice(0, 200) || rule.name,
        text,
        ...(due === undefined ? {} : { dueAt: new Date(due).toISOString() }),
      },
      { actor, staffId: null, name: rule.name },
    )
  },
})
