/** Matters of the sample that needed somebody who may decide more, or had to be understood first. Hours count back from now. */
export type SampleMatter = {
  language: 'ja' | 'en'
  customer: { name: string; address: string; country: string; timeZone: string }
  subject: string
  orderNumber?: string
  turns: readonly { by: 'customer' | 'agent' | 'note'; hoursAgo: number; text: string }[]
  escalation?: {
    hoursAgo: number
    /** The place of the reason among the usual ones, and of the level. */
    reason: number
    level: 1 | 2
    words: string
    temperature: 'displeased' | 'angry' | 'threatening'
    suggestion: string
    became: 'waits' | 'late' | 'accepted' | 'sent_back' | 'ended'
    outcome?: string
  }
  complaint?: {
    facts: { what: string; when: string; where: string; orderNumber: string; item: string; wish: string }
    temperature: 'calm' | 'displeased' | 'angry'
    severity: 'minor' | 'moderate' | 'serious' | 'critical'
    became: 'noted' | 'restated' | 'confirmed' | 'corrected'
    correction?: string
  }
}

export const escalationReasons = [
  { nameJa: '責任者との対応を希望', nameEn: 'Asks for a manager' },
  { nameJa: '権限を超える補償の希望', nameEn: 'More than I may grant' },
  { nameJa: '法的手段・行政・報道への言及', nameEn: 'Lawyer, authority or press was mentioned' },
  { nameJa: 'けが・安全に関わる', nameEn: 'Injury or danger' },
  { nameJa: '同じ問題の再発', nameEn: 'Same trouble again' },
] as const

const tokyo = { country: 'JP', timeZone: 'Asia/Tokyo' }

export const matters: readonly SampleMatter[] = [
  {
    language: 'ja',
    customer: { name: '岡本 玲子', address: 'okamoto.r@mail.example', ...tokyo },
    subject: '交換品もまた欠けていました',
    orderNumber: '#10871',
    turns: [
      {
        by: 'customer',
        hoursAgo: 74,
        text: '届いた土鍋のふたが欠けていました。交換をお願いします。注文番号は #10871 です。',
      },
      {
        by: 'agent',
        hoursAgo: 71,
        text: '岡本 玲子 様\nこのたびはご迷惑をおかけし、申し訳ございません。交換品を本日発送いたします。到着まで二日ほどお待ちください。',
      },
      {
        by: 'customer',
        hoursAgo: 4,
        text: '交換品が届きましたが、またふたが欠けています。二度目です。いい加減にしてください。検品はしているのですか。責任者の方とお話ししたいです。',
      },
    ],
    escalation: {
      hoursAgo: 3,
      reason: 0,
      level: 1,
      words: '交換品も同じ箇所が欠けており、二度目です。責任者からの説明を希望されています。',
      temperature: 'angry',
      suggestion: 'お電話でおわびし、検品のうえ在庫の別ロットを本日中に発送する。',
      became: 'waits',
    },
    complaint: {
      facts: {
        what: '土鍋のふたの縁が欠けた状態で届き、交換品も同じ箇所が欠けていた。',
        when: '一度目は三日前、二度目は本日の午前',
        where: 'ご自宅での受け取り時',
        orderNumber: '#10871',
        item: '伊賀焼 土鍋 八号',
        wish: '欠けのない商品を確実に届けてほしい。責任者から説明がほしい。',
      },
      temperature: 'angry',
      severity: 'moderate',
      became: 'noted',
    },
  },
  {
    language: 'en',
    customer: {
      name: 'Warren Holt',
      address: 'warren.holt@mail.example',
      country: 'US',
      timeZone: 'America/New_York',
    },
    subject: 'Refund promised two weeks ago',
    orderNumber: '#10655',
    turns: [
      {
        by: 'customer',
        hoursAgo: 120,
        text: 'You told me the refund for order #10655 would take five days. It has been two weeks.',
      },
      {
        by: 'agent',
        hoursAgo: 116,
        text: 'Dear Warren,\nI am sorry for the delay. I have asked our accounts team and will write as soon as I know more.',
      },
      {
        by: 'customer',
        hoursAgo: 20,
        text: 'Still nothing. This is unacceptable. If the money is not back by Friday I will file a chargeback and write to the consumer protection office.',
      },
    ],
    escalation: {
      hoursAgo: 18,
      reason: 2,
      level: 1,
      words: 'Announces a chargeback and a complaint to the authorities. Accounts has not answered me.',
      temperature: 'threatening',
      suggestion: 'Refund by card today and send the proof of it; ten dollars as an apology.',
      became: 'late',
    },
  },
  {
    language: 'ja',
    customer: { name: '村上 浩二', address: 'murakami.k@mail.example', ...tokyo },
    subject: '取っ手が外れてやけどをしました',
    orderNumber: '#10790',
    turns: [
      {
        by: 'customer',
        hoursAgo: 30,
        text: '調理中に片手鍋の取っ手が外れ、右手に軽いやけどをしました。病院では数日で治るとのことです。同じことが他の方に起きないか心配で、ご連絡しました。',
      },
      {
        by: 'note',
        hoursAgo: 29,
        text: '10:40 お電話で状況を伺った。落ち着いておられるが、けがのため品質管理にも共有する。',
      },
    ],
    escalation: {
      hoursAgo: 28,
      reason: 3,
      level: 2,
      words: 'けがを伴うため、マネージャーの判断が必要です。同じロットの確認を品質管理に依頼しました。',
      temperature: 'displeased',
      suggestion: '治療費の負担と商品の回収をご案内し、調査結果の報告日をお約束する。',
      became: 'accepted',
    },
    complaint: {
      facts: {
        what: '調理中に片手鍋の取っ手が外れ、右手に軽いやけどをされた。',
        when: '一昨日の夕方',
        where: 'ご自宅の台所',
        orderNumber: '#10790',
        item: '南部鉄 片手鍋 18cm',
        wish: '原因を調べて知らせてほしい。他の人に同じことが起きないようにしてほしい。',
      },
      temperature: 'calm',
      severity: 'critical',
      became: 'confirmed',
    },
  },
  {
    language: 'en',
    customer: {
      name: 'Denise Faulkner',
      address: 'd.faulkner@mail.example',
      country: 'GB',
      timeZone: 'Europe/London',
    },
    subject: 'Charged twice, told I was wrong',
    orderNumber: '#10812',
    turns: [
      {
        by: 'customer',
        hoursAgo: 52,
        text: 'I was charged twice for order #10812, and your colleague told me that I had misread my own statement. That was rude, and it was wrong.',
      },
      {
        by: 'agent',
        hoursAgo: 49,
        text: 'Dear Denise,\nI am sorry for how this was answered. I am looking at the payment with our shop system now.',
      },
    ],
    escalation: {
      hoursAgo: 48,
      reason: 1,
      level: 1,
      words: 'Would like the second charge back today and thirty pounds for the trouble.',
      temperature: 'displeased',
      suggestion:
        'The second charge is only reserved and will be released by itself; the thirty pounds are above my limit.',
      became: 'sent_back',
      outcome:
        'Up to forty pounds are within your limit since October. Please grant it yourself, and thank her for telling us.',
    },
    complaint: {
      facts: {
        what: 'Charged twice for one order, and told by us that she had misread her statement.',
        when: 'Last Thursday',
        where: 'By mail',
        orderNumber: '#10812',
        item: 'Kiritsuke knife 210 mm',
        wish: 'The second charge back, and an apology for the tone.',
      },
      temperature: 'displeased',
      severity: 'serious',
      became: 'corrected',
      correction:
        'It was on the phone and not by mail, and I would like the apology from the person I spoke to.',
    },
  },
  {
    language: 'en',
    customer: {
      name: 'Marcus Bell',
      address: 'marcus.bell@mail.example',
      country: 'US',
      timeZone: 'America/Chicago',
    },
    subject: 'Third delivery date missed',
    orderNumber: '#10733',
    turns: [
      {
        by: 'customer',
        hoursAgo: 98,
        text: 'This is the third delivery date you have missed. It was a wedding present. I want to speak to a manager, please.',
      },
      {
        by: 'agent',
        hoursAgo: 95,
        text: 'Dear Marcus,\nYou are right to be upset, and I am sorry. I am handing this to my supervisor with everything you have told us.',
      },
    ],
    escalation: {
      hoursAgo: 94,
      reason: 0,
      level: 1,
      words: 'Third missed date for a wedding present. Asks for a manager.',
      temperature: 'angry',
      suggestion: 'Courier from the Los Angeles stock, shipping refunded.',
      became: 'ended',
      outcome: 'Sent by courier, arrived the day before the wedding. He wrote to thank us.',
    },
    complaint: {
      facts: {
        what: 'Three delivery dates were named and missed.',
        when: 'Over the last two weeks',
        where: '',
        orderNumber: '#10733',
        item: 'Donabe set for two',
        wish: 'To have it before Saturday.',
      },
      temperature: 'displeased',
      severity: 'minor',
      became: 'restated',
    },
  },
]
