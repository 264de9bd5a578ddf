/** Which of the ready-made flows the sample brand uses. */
export const sampleFlows = [{ ready: 'delivered_not_received' }, { ready: 'callback' }] as const

/** Where the sample's runs stand; hours count back from now. */
export type SampleRun = {
  flow: (typeof sampleFlows)[number]['ready']
  language: 'ja' | 'en'
  /** Words of the conversation it goes through; any under way otherwise. */
  about: RegExp
  startedHoursAgo: number
  /** What came of the steps so far. */
  outcomes: readonly string[]
  /** Items of the checklist that are ticked. */
  ticked?: readonly string[]
  /** The team to which it hands on was given up before it came there. */
  isStuck?: true
}

export const sampleRuns: readonly SampleRun[] = [
  {
    flow: 'delivered_not_received',
    language: 'ja',
    about: /届|配達|荷物/,
    startedHoursAgo: 30,
    outcomes: [],
  },
  {
    flow: 'delivered_not_received',
    language: 'en',
    about: /parcel|package|deliver|arriv|track/i,
    startedHoursAgo: 52,
    outcomes: ['missing'],
    ticked: ['tracking', 'address'],
  },
  {
    flow: 'delivered_not_received',
    language: 'ja',
    about: /届|配達|荷物/,
    startedHoursAgo: 98,
    outcomes: ['missing', 'ticked'],
  },
  {
    flow: 'callback',
    language: 'ja',
    about: /電話|修理|返品|交換/,
    startedHoursAgo: 4,
    outcomes: ['afternoon'],
    ticked: ['read'],
  },
  {
    flow: 'callback',
    language: 'en',
    about: /return|repair|exchange|warranty|refund/i,
    startedHoursAgo: 26,
    outcomes: [],
  },
  {
    flow: 'callback',
    language: 'en',
    about: /return|repair|exchange|warranty|refund/i,
    startedHoursAgo: 20,
    outcomes: ['morning', 'too_late'],
    isStuck: true,
  },
]
