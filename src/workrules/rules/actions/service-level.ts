import { m } from '#texts'
import { giveServiceLevel } from '../../service-levels/give-service-level.ts'
import { action } from '../action.ts'

const idOf = (value: number | string) => (value === 'none' ? null : Number(value))

/** Gives a service level in place of the first whose conditions fit. */
export const setServiceLevel = action({
  key: 'service_level',
  words: m.rules_do_service_level,
  takes: { serviceLevelId: { kind: 'one', from: 'service_level' } },
  causes: [],
  foresee: ({ serviceLevelId }) => ({ serviceLevelId: idOf(serviceLevelId) }),
  act: (tx, { conversation, actor }, { serviceLevelId }) =>
    giveServiceLevel(tx, conversation, { serviceLevelId: idOf(serviceLevelId), actor }),
})
