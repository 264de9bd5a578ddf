/** Replies of somebody new to the sample's desk, in the order they were written; {name} is the customer's. */
export const trainee = 'yui@hinoki.example'

export type SampleReply = {
  language: 'ja' | 'en'
  reason: string
  /** Only where it is asked under this subject. */
  subject?: string
  hoursAgo: number
  text: string
  /** What its approver asks for; it waits when not said. */
  sentBack?: { hoursAgo: number; comment: string }
}

export const repliesToApprove: readonly SampleReply[] = [
  {
    language: 'ja',
    reason: 'return',
    hoursAgo: 5,
    text: '{name} 様\n\nお世話になっております。Hinoki Kitchenの高橋です。\nご返品を承りました。未使用でしたら、商品代金をお戻しできます。\nお手数ですが、元の箱に入れて着払いでお送りください。\n\n高橋',
    sentBack: {
      hoursAgo: 3.5,
      comment:
        'お客様のご都合による返品は、送料がお客様のご負担です。「着払い」を直し、返送先と期限（到着から14日以内）も添えてください。',
    },
  },
  {
    language: 'ja',
    reason: 'shipping-status',
    hoursAgo: 2.5,
    text: '{name} 様\n\nお世話になっております。Hinoki Kitchenの高橋です。\nご注文の品は出荷を終え、現在は配送会社の営業所に到着しております。通常は1〜2日ほどでのお届けとなります。\nお待たせしてしまい、申し訳ございません。\n\n高橋',
  },
  {
    language: 'en',
    reason: 'shipping-status',
    subject: 'Wrong address on my order',
    hoursAgo: 1,
    text: 'Hello {name},\n\nThank you for telling us in time. Your parcel had not left the workshop yet, and the address on it is now the one you wrote.\n\nThe tracking page shows it from the first scan on.\n\nYui',
  },
]
