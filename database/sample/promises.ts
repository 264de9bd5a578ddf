/** What the sample's people have promised; hours count from now, and those before it are over. */
export type SamplePromise = {
  language: 'ja' | 'en'
  what: string
  means: 'reply' | 'call'
  madeHoursAgo: number
  dueInHours: number
  /** What became of it; open when not said. */
  ended?: { state: 'kept' | 'broken'; hoursAgo: number; outcome: string }
}

export const promises: readonly SamplePromise[] = [
  { language: 'ja', what: '倉庫に在庫を確認して折り返す', means: 'reply', madeHoursAgo: 5, dueInHours: 3 },
  {
    language: 'ja',
    what: '配送会社に調査を依頼し、結果をお電話する',
    means: 'call',
    madeHoursAgo: 26,
    dueInHours: 20,
  },
  {
    language: 'ja',
    what: '返金の処理日を経理に確認して連絡する',
    means: 'reply',
    madeHoursAgo: 50,
    dueInHours: -4,
  },
  {
    language: 'en',
    what: 'Ask the carrier where the parcel is and write back',
    means: 'reply',
    madeHoursAgo: 20,
    dueInHours: 6,
  },
  {
    language: 'en',
    what: 'Call back about the damaged lid',
    means: 'call',
    madeHoursAgo: 30,
    dueInHours: -2,
  },
  {
    language: 'en',
    what: 'Send the tracking number of the replacement',
    means: 'reply',
    madeHoursAgo: 8,
    dueInHours: 44,
  },
  {
    language: 'ja',
    what: '交換品の発送日を連絡する',
    means: 'reply',
    madeHoursAgo: 120,
    dueInHours: -96,
    ended: { state: 'kept', hoursAgo: 99, outcome: '' },
  },
  {
    language: 'ja',
    what: '修理の可否を工房に確認する',
    means: 'call',
    madeHoursAgo: 220,
    dueInHours: -170,
    ended: { state: 'kept', hoursAgo: 172, outcome: 'お電話で修理できることをお伝えした。' },
  },
  {
    language: 'en',
    what: 'Find out whether the pan can be shipped to Canada',
    means: 'reply',
    madeHoursAgo: 300,
    dueInHours: -276,
    ended: { state: 'kept', hoursAgo: 270, outcome: '' },
  },
  {
    language: 'en',
    what: 'Get back with the date of the next delivery',
    means: 'reply',
    madeHoursAgo: 180,
    dueInHours: -156,
    ended: { state: 'kept', hoursAgo: 160, outcome: '' },
  },
  {
    language: 'en',
    what: 'Call before noon, New York time',
    means: 'call',
    madeHoursAgo: 260,
    dueInHours: -240,
    ended: { state: 'broken', hoursAgo: 238, outcome: 'Called twice, nobody answered; wrote instead.' },
  },
]
