import type { Tone } from '#agent/kit/chip.tsx'
import { m } from '#texts'
import type { Complaint, ComplaintFacts } from '../contract.ts'

export type FactName = keyof ComplaintFacts
export const factNames: readonly FactName[] = ['what', 'when', 'where', 'orderNumber', 'item', 'wish']
export const severities: readonly Complaint['severity'][] = ['minor', 'moderate', 'serious', 'critical']

export const factName = (name: FactName): string =>
  ({
    what: m.complaints_what,
    when: m.complaints_when,
    where: m.complaints_where,
    orderNumber: m.complaints_order,
    item: m.complaints_item,
    wish: m.complaints_wish,
  })[name]()

export const severityName = (severity: Complaint['severity']): string =>
  ({
    minor: m.complaints_minor,
    moderate: m.complaints_moderate,
    serious: m.complaints_serious,
    critical: m.complaints_critical,
  })[severity]()

export const severityTone = (severity: Complaint['severity']): Tone =>
  severity === 'critical' || severity === 'serious' ? 'shu' : severity === 'moderate' ? 'kohaku' : 'plain'

export const stateName = (state: Complaint['state']): string =>
  ({
    noted: m.complaints_state_noted,
    restated: m.complaints_state_restated,
    confirmed: m.complaints_state_confirmed,
    corrected: m.complaints_state_corrected,
  })[state]()

export const stateTone = (state: Complaint['state']): Tone =>
  state === 'confirmed' ? 'matcha' : state === 'restated' ? 'ai' : state === 'corrected' ? 'shu' : 'plain'
