import { assignBy } from '#workrules/assignment/assign-by.ts'
import { ways } from '#workrules/assignment/choose.ts'
import { m } from '#texts'
import { action } from '../action.ts'

/** Gives it to whoever it falls to by turn or load; who that is nobody can foresee. */
export const assignByTurn = action({
  key: 'assign_by',
  words: m.rules_do_assign_by,
  takes: {
    way: { kind: 'one', from: 'way' },
    teamId: { kind: 'one', from: 'among' },
    skill: { kind: 'one', from: 'skill' },
  },
  causes: ['assigned'],
  foresee: () => ({}),
  act: (tx, { conversation, actor }, { way, teamId, skill }) =>
    assignBy(tx, conversation, {
      way: ways.find((one) => one === way) ?? 'turn',
      teamId: teamId === 'none' ? null : Number(teamId),
      skill: skill === 'none' ? null : String(skill),
      actor,
    }),
})
