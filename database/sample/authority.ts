import type { GrantWish, LimitWish } from '#workrules/authority/contract.ts'

type Role = 'agent' | 'supervisor' | 'admin' | 'exceptions'
type Bounds = Record<LimitWish['kind'], [perCase: string | null, perMonth: string | null]>

/** What the sample brand lets its people give, in yen, points and pieces. */
export const limits: Record<Role, Bounds> = {
  agent: {
    refund: ['3000', '30000'],
    discount: ['2000', '20000'],
    points: ['500', '5000'],
    free_item: ['1', '5'],
    reship: ['1', '10'],
  },
  supervisor: {
    refund: ['20000', '200000'],
    discount: ['10000', '100000'],
    points: ['3000', '30000'],
    free_item: ['3', '15'],
    reship: ['3', '30'],
  },
  admin: {
    refund: ['100000', '1000000'],
    discount: ['50000', '500000'],
    points: [null, null],
    free_item: [null, '50'],
    reship: [null, null],
  },
  exceptions: {
    refund: ['100000', '400000'],
    discount: ['50000', '200000'],
    points: ['10000', '50000'],
    free_item: ['10', '30'],
    reship: ['10', '50'],
  },
}

export const chain = {
  name: '返金・特典の承認',
  levels: [
    {
      name: 'スーパーバイザー',
      staffIds: [],
      roles: ['supervisor' as const],
      needs: 'any' as const,
      minutes: 120,
    },
    { name: 'マネージャー', staffIds: [], roles: ['admin' as const], needs: 'any' as const, minutes: 480 },
  ],
}

/** What one unit costs in yen on the first of each month, the newest first. */
export const rates = {
  USD: ['154.60', '152.15', '148.30', '147.05'],
  EUR: ['179.20', '176.40', '173.85', '172.10'],
}

export type SampleGrant = Pick<GrantWish, 'kind' | 'amount' | 'why'> & {
  language: 'ja' | 'en'
  /** What the conversation is about in which it was given. */
  about: RegExp
  by: 'agent' | 'yui' | 'supervisor'
  currency?: string
  item?: string
  hoursAgo: number
  paid?: string
  /** What came of it where it needed approval; waiting when not said. */
  decided?: { decision: 'approve' | 'refuse'; comment: string }
  /** Nobody answered in time, and it went on to the next level. */
  isLate?: true
  withdrawn?: string
}

export const grants: readonly SampleGrant[] = [
  {
    language: 'ja',
    about: /返品|配送/,
    by: 'yui',
    kind: 'refund',
    amount: '1200',
    why: '送料の二重請求があったため。',
    hoursAgo: 330,
    paid: 'PAY-20871',
  },
  {
    language: 'en',
    about: /Where is/,
    by: 'agent',
    kind: 'refund',
    amount: '12.50',
    currency: 'USD',
    why: 'Charged for express shipping, sent as standard.',
    hoursAgo: 300,
    paid: 'PAY-20903',
  },
  {
    language: 'ja',
    about: /配送状況/,
    by: 'yui',
    kind: 'points',
    amount: '300',
    why: '発送のご案内が1日遅れたお詫びとして。',
    hoursAgo: 260,
  },
  {
    language: 'en',
    about: /crack/,
    by: 'agent',
    kind: 'reship',
    amount: '1',
    item: 'Lid of the Iga donabe, size 8',
    why: 'Arrived with a crack; photo received.',
    hoursAgo: 212,
    paid: 'USPS 9400 1118 4402',
  },
  {
    language: 'ja',
    about: /返品/,
    by: 'supervisor',
    kind: 'refund',
    amount: '9800',
    why: '到着時に欠けがあり、返品を受け付けた。',
    hoursAgo: 190,
    paid: 'PAY-20988',
  },
  {
    language: 'ja',
    about: /クーポン/,
    by: 'yui',
    kind: 'discount',
    amount: '1500',
    why: 'クーポンの適用漏れ。期間内のご注文だった。',
    hoursAgo: 150,
  },
  {
    language: 'en',
    about: /never received/,
    by: 'agent',
    kind: 'refund',
    amount: '89',
    currency: 'USD',
    why: 'Delivered according to the carrier, not received; the search ended without a result.',
    hoursAgo: 128,
    paid: 'PAY-21034',
    decided: { decision: 'approve', comment: 'The carrier has confirmed the loss. Go ahead.' },
  },
  {
    language: 'ja',
    about: /研ぎ方/,
    by: 'yui',
    kind: 'free_item',
    amount: '1',
    item: '仕上げ用の砥石',
    why: '手入れ方法のご案内に誤りがあったお詫びとして。',
    hoursAgo: 101,
  },
  {
    language: 'en',
    about: /coupon/,
    by: 'supervisor',
    kind: 'discount',
    amount: '20',
    currency: 'USD',
    why: 'The code was in force when she ordered and was not taken.',
    hoursAgo: 77,
  },
  {
    language: 'ja',
    about: /傷/,
    by: 'yui',
    kind: 'refund',
    amount: '2400',
    why: '箱つぶれ。商品は使えるため一部返金でご了承いただいた。',
    hoursAgo: 53,
  },
  {
    language: 'ja',
    about: /ギフト/,
    by: 'yui',
    kind: 'refund',
    amount: '800',
    why: 'ギフト包装が行われていなかった。',
    hoursAgo: 49,
    withdrawn: '包装は同梱されていたとお客様からご連絡があった。',
  },
  {
    language: 'en',
    about: /Where is|address/,
    by: 'agent',
    kind: 'points',
    amount: '400',
    why: 'Waited four days for an answer over the holiday.',
    hoursAgo: 30,
  },
  {
    language: 'ja',
    about: /配送状況|電話/,
    by: 'yui',
    kind: 'discount',
    amount: '12000',
    why: '次回のご購入で使える割引をご希望。到着が1週間遅れた。',
    hoursAgo: 45,
    decided: {
      decision: 'refuse',
      comment: '遅延のお詫びはポイント500の範囲でお願いします。配送会社への補償請求を先に進めましょう。',
    },
  },
  {
    language: 'ja',
    about: /傷|返品/,
    by: 'yui',
    kind: 'refund',
    amount: '14800',
    why: '届いた商品に傷。写真を確認済みで、交換品の在庫がない。',
    hoursAgo: 1,
  },
  {
    language: 'en',
    about: /never received|crack/,
    by: 'agent',
    kind: 'refund',
    amount: '176',
    currency: 'USD',
    why: 'She sent photos, the workshop cannot mend it, and she would rather not wait for another.',
    hoursAgo: 9,
    isLate: true,
  },
  {
    language: 'en',
    about: /crack|Return/,
    by: 'agent',
    kind: 'free_item',
    amount: '2',
    item: 'Lid of the Iga donabe, size 8',
    why: 'It is a gift for Saturday, and the second lid that arrived cracked: send two, so that one is whole.',
    hoursAgo: 2,
  },
]
