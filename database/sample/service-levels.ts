import type { ServiceLevelWish } from '#workrules/service-levels/contract.ts'

const anything = { priorities: [], channels: [], languages: [], reasonIds: [], teamIds: [], tags: [] }
const waiting: ServiceLevelWish['pauses'] = ['pending_customer', 'pending_client']

/** By when the sample brand answers, the most pressing first. */
export const serviceLevels: ServiceLevelWish[] = [
  {
    name: '急ぎのお問い合わせ / Urgent',
    conditions: { ...anything, priorities: ['urgent', 'high'] },
    firstMinutes: 60,
    nextMinutes: 120,
    resolutionMinutes: 960,
    counts: 'business',
    warnMinutes: null,
    warnPercent: 75,
    pauses: waiting,
  },
  {
    name: 'チャット / Chat',
    conditions: { ...anything, channels: ['chat'] },
    firstMinutes: 30,
    nextMinutes: 60,
    resolutionMinutes: null,
    counts: 'business',
    warnMinutes: 10,
    warnPercent: null,
    pauses: waiting,
  },
  {
    name: '通常 / Usual',
    conditions: anything,
    firstMinutes: 840,
    nextMinutes: 840,
    resolutionMinutes: 2_520,
    counts: 'business',
    warnMinutes: null,
    warnPercent: 80,
    pauses: waiting,
  },
]
