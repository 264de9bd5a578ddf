import { m } from '#texts'
import { record } from '#platform/events.ts'
import { action } from '../action.ts'

/** Leaves a notice for people: the event says for whom, the notices follow from it. */
export const notify = action({
  key: 'notify',
  words: m.rules_do_notify,
  takes: { staffIds: { kind: 'many', from: 'staff', isSome: true } },
  causes: [],
  foresee: () => ({}),
  act: async (tx, { conversation, rule, actor }, { staffIds }) => {
    await record(tx, {
      type: 'rule.notified',
      brandId: conversation.brand_id,
      conversationId: conversation.id,
      actor,
      data: { staffIds: staffIds.map(Number), ruleName: rule.name },
    })
  },
})

export const notifyTeam = action({
  key: 'notify_team',
  words: m.rules_do_notify_team,
  takes: { teamId: { kind: 'one', from: 'team', isSome: true } },
  causes: [],
  foresee: () => ({}),
  act: async (tx, { conversation, rule, actor }, { teamId }) => {
    const members = await tx
      .selectFrom('team_members')
      .select('staff_id')
      .where('team_id', '=', Number(teamId))
      .execute()
    await record(tx, {
      type: 'rule.notified',
      brandId: conversation.brand_id,
      conversationId: conversation.id,
      actor,
      data: { staffIds: members.map((one) => one.staff_id), ruleName: rule.name },
    })
  },
})
