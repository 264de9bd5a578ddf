import { m } from '#texts'
import type { Decision } from '../contract.ts'

const areas = {
  rule: m.decisions_of_rule,
  assignment: m.decisions_of_assignment,
  service_level: m.decisions_of_service_level,
  flow: m.decisions_of_flow,
  promise: m.decisions_of_promise,
  escalation: m.decisions_of_escalation,
  authority: m.decisions_of_authority,
}

/** What decided it. */
export const areaName = (of: NonNullable<Decision['told']>['of']): string => areas[of]()
