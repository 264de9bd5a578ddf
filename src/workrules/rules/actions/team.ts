import { changeTeam } from '#conversations/change-team.ts'
import { m } from '#texts'
import { action } from '../action.ts'

export const giveToTeam = action({
  key: 'team',
  words: m.rules_do_team,
  takes: { teamId: { kind: 'one', from: 'team' } },
  causes: ['team_changed'],
  foresee: ({ teamId }) => ({ teamId: teamId === 'none' ? null : Number(teamId) }),
  act: (tx, { conversation, actor }, { teamId }) =>
    changeTeam(tx, conversation, { teamId: teamId === 'none' ? null : Number(teamId), actor }),
})
