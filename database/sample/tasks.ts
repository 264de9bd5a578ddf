/** The departments that are asked; people of the sample by their mail addresses. */
export const departments = [
  { name: '倉庫・出荷', members: ['agent@hinoki.example'] },
  { name: '品質管理', members: ['supervisor@hinoki.example', 'yui@hinoki.example'] },
] as const

type Said = { text: string; hoursAgo: number; isAnswer?: true; by?: string; isDoubted?: true }

/** Questions to others; hours count from now. */
export type SampleTask = {
  language: 'ja' | 'en'
  /** The name of a department, or somebody outside. */
  to: string | { name: string; address: string }
  title: string
  askedHoursAgo: number
  dueInHours: number
  said: readonly [Said, ...Said[]]
  isDone?: true
}

export const tasks: readonly SampleTask[] = [
  {
    language: 'ja',
    to: '倉庫・出荷',
    title: '鍋ぶた（24cm）の在庫と出荷可能日',
    askedHoursAgo: 3,
    dueInHours: 4,
    said: [
      {
        text: 'ふたのみの交換をご希望のお客様がいらっしゃいます。24cm用のふたの在庫数と、最短でいつ出荷できるかを教えてください。',
        hoursAgo: 3,
      },
    ],
  },
  {
    language: 'ja',
    to: '品質管理',
    title: '急須の注ぎ口の欠けについて',
    askedHoursAgo: 30,
    dueInHours: -3,
    said: [
      {
        text: '同じロットの急須で、注ぎ口が欠けていたというお申し出が今月2件目です。検品で見落としの可能性があるか、ほかに在庫で同じ症状がないかを確認していただけますか。',
        hoursAgo: 30,
      },
    ],
  },
  {
    language: 'en',
    to: '倉庫・出荷',
    title: 'Did parcel two of this order leave?',
    askedHoursAgo: 9,
    dueInHours: 2,
    said: [
      {
        text: 'The customer got one of two parcels. The order shows both as packed on Tuesday. Can you see whether the second one was handed to the carrier?',
        hoursAgo: 9,
      },
      {
        text: 'Found it: the second parcel was on the returns shelf, the label had come off. It leaves today with a new label.',
        hoursAgo: 1,
        isAnswer: true,
      },
    ],
  },
  {
    language: 'en',
    to: { name: 'Keiko Morita', address: 'morita@translation.example' },
    title: 'Two sentences about lead and cadmium, in English',
    askedHoursAgo: 27,
    dueInHours: 20,
    said: [
      {
        text: 'Dear Ms. Morita,\n\nA customer in California asks about lead and cadmium in our glazes. Our laboratory report says: 「鉛・カドミウムの溶出は検出限界以下です。」 How would you put this so that it promises neither more nor less?\n\nThank you very much.',
        hoursAgo: 27,
      },
      {
        text: 'Dear all,\n\nI would write: “In laboratory tests, the amounts of lead and cadmium released by the glaze were below the limit of detection.” It says what was measured, and no more.\n\nBest regards,\nKeiko Morita',
        hoursAgo: 5,
        isAnswer: true,
        by: 'Keiko Morita',
        isDoubted: true,
      },
    ],
  },
  {
    language: 'ja',
    to: { name: '森法律事務所 森', address: 'mori@mori-law.example' },
    title: 'やけどのお申し出への回答について',
    askedHoursAgo: 50,
    dueInHours: -20,
    said: [
      {
        text: '森先生\n\n土鍋の持ち手が熱くなり、指を軽くやけどされたというお客様がいらっしゃいます。治療費のご請求はまだありません。取扱説明書には鍋つかみの使用を明記しています。\n最初のお返事で気をつけるべき点をご教示いただけますでしょうか。',
        hoursAgo: 50,
      },
      {
        text: 'お世話になっております。森です。\n\nまずはお見舞いを述べ、けがの状況と使用状況を伺う段階に留めてください。この時点では責任の有無や補償の金額には触れないほうがよいでしょう。説明書の該当箇所は、責めるように聞こえない形で後日お伝えすれば足ります。\nご返信の案ができましたら拝見します。',
        hoursAgo: 26,
        isAnswer: true,
        by: '森',
      },
    ],
  },
  {
    language: 'ja',
    to: '品質管理',
    title: '銅鍋の変色は交換の対象か',
    askedHoursAgo: 80,
    dueInHours: -56,
    isDone: true,
    said: [
      { text: '写真のような黒ずみは、使用による変色と考えてよいでしょうか。', hoursAgo: 80 },
      {
        text: '使用による酸化です。不良ではありません。酢と塩での手入れをご案内ください。',
        hoursAgo: 71,
        isAnswer: true,
      },
    ],
  },
]
