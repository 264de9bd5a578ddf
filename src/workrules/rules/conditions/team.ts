import { m } from '#texts'
import { condition } from '../condition.ts'

export const ofTeam = condition({
  key: 'team',
  words: m.rules_if_team,
  takes: { kind: 'many', from: 'team' },
  compile: (value) => {
    const wanted = new Set<unknown>(value)
    return ({ conversation }) => wanted.has(conversation.teamId ?? 'none')
  },
})
